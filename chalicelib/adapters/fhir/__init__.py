"""The log as a FHIR R4 bundle. Loaded by the export alone."""
