// Reads a folder's mails and writes, as JSON, what Can I email says that these clients do not support, or only in part.
// Usage: node lint_mails.js FOLDER
const { readdirSync, readFileSync } = require("node:fs");
const { join } = require("node:path");
const { doIUseEmail } = require("@jsx-email/doiuse-email");

const folder = process.argv[2];
const emailClients = ["gmail.*", "outlook.*", "apple-mail.*"];
const said = {};
for (const name of readdirSync(folder)) {
  const { errors = [], warnings = [] } = doIUseEmail(readFileSync(join(folder, name), "utf8"), { emailClients });
  said[name] = [...new Set([...errors, ...warnings])];
}
process.stdout.write(JSON.stringify(said));
