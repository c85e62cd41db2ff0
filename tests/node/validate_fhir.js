// Validates FHIR R4 resources, one JSON document a line on stdin, and prints its faults, one JSON list a line.
// Values outside an extensible or example value set are no faults; codes that HL7 binds as required are.
const {Fhir} = require("fhir");
const lines = require("fs").readFileSync(0, "utf8").split("\n").filter(Boolean);
const fhir = new Fhir();
for (const line of lines) {
  const found = fhir.validate(JSON.parse(line), {errorOnUnexpected: true});
  const faults = found.messages.filter(one => one.severity === "error" || one.severity === "fatal");
  console.log(JSON.stringify(faults.map(one => `${one.location}: ${one.message}`)));
}
