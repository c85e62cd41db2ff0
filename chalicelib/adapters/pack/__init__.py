"""The visit pack: built once as a document of parts, which the page and the PDF each set in their own way."""
