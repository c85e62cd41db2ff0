"""Pictures: the body map and the charts as SVG, and both as PNG for a mail."""
