// node check.mjs SCHEMA.json.gz QUERIES_DIR VECTORS_DIR
// Ends with status 1 and a line per fault, or 0 and what was checked.
import { gunzipSync } from "node:zlib";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  buildClientSchema, getNamedType, isAbstractType, isCompositeType, isObjectType, Kind, NoDeprecatedCustomRule,
  parse, validate, valueFromASTUntyped,
} from "graphql";
import "@shopify/shopify-api/adapters/node";
import { shopifyApi } from "@shopify/shopify-api";

const [schemaFile, queriesDir, vectorsDir] = process.argv.slice(2);
const faults = [];
const notes = [];

const read = (dir) =>
  readdirSync(dir).filter((name) => name.endsWith(".json")).sort()
    .map((name) => ({ name, ...JSON.parse(readFileSync(join(dir, name), "utf8")) }));

const introspection = JSON.parse(gunzipSync(readFileSync(schemaFile)));
const schema = buildClientSchema(introspection.data ?? introspection);

// The strictest reading of Shopify's cost rule: objects 1, scalars 0, mutations 10, a connection 2 plus its
// first times its node, an array with a first likewise, any other array as one object.
function cost(document, variables) {
  const operation = document.definitions.find((d) => d.kind === Kind.OPERATION_DEFINITION);
  const fragments = Object.fromEntries(
    document.definitions.filter((d) => d.kind === Kind.FRAGMENT_DEFINITION).map((f) => [f.name.value, f]));
  const root = operation.operation === "mutation" ? schema.getMutationType() : schema.getQueryType();
  const fields = (set, type) =>
    set.selections.flatMap((node) => {
      if (node.kind === Kind.FIELD) return [node];
      const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragments[node.name.value];
      const on = fragment.typeCondition ? schema.getType(fragment.typeCondition.name.value) : type;
      const fits = on === type || (isAbstractType(on) && schema.isSubType(on, type));
      return fits ? fields(fragment.selectionSet, type) : [];
    });
  const children = (set, type) => {
    if (isAbstractType(type)) {
      return Math.max(0, ...schema.getPossibleTypes(type).map((possible) => children(set, possible)));
    }
    return fields(set, type).reduce((sum, field) => sum + one(field, type), 0);
  };
  const one = (field, type) => {
    if (field.name.value.startsWith("__")) return 0;
    const named = getNamedType(type.getFields()[field.name.value].type);
    if (!isCompositeType(named)) return 0;
    const first = field.arguments.find((argument) => argument.name.value === "first");
    const rows = first ? valueFromASTUntyped(first.value, variables) : undefined;
    if (isObjectType(named) && named.name.endsWith("Connection")) {
      const nodes = fields(field.selectionSet, named).find((node) => node.name.value === "nodes");
      return 2 + rows * (nodes ? one(nodes, named) : 0);
    }
    const each = 1 + children(field.selectionSet, named);
    return rows === undefined ? each : rows * each;
  };
  return (operation.operation === "mutation" ? 10 : 0) + children(operation.selectionSet, root);
}

const queries = read(queriesDir).filter(({ name }) => name !== "version.json");
for (const { name, query, variables, cost: declared } of queries) {
  const document = parse(query);
  validate(schema, document).forEach((error) => faults.push(`${name}: ${error.message}`));
  validate(schema, document, [NoDeprecatedCustomRule]).forEach((error) => notes.push(`${name}: ${error.message}`));
  if (faults.length === 0) {
    const computed = cost(document, variables);
    console.log(`${name}: at most ${computed} points, declared ${declared}`);
    if (computed > declared) faults.push(`${name}: costs up to ${computed} points, declared ${declared}`);
    if (computed > 1000) faults.push(`${name}: costs up to ${computed} points, Shopify refuses more than 1000`);
  }
}
if (queries.length === 0) faults.push(`no queries in ${queriesDir}`);

const vectors = read(vectorsDir).filter(({ method }) => method === "POST");
for (const { name, headers, body, body_base64: framed, secrets, verdict } of vectors) {
  const rawBody = framed === undefined ? body : Buffer.from(framed, "base64").toString("utf8");
  let valid = false;
  for (const secret of secrets) {
    const shopify = shopifyApi({
      apiKey: "check", apiSecretKey: secret, scopes: ["read_orders"], hostName: "localhost", isEmbeddedApp: false,
      apiVersion: "2026-07", logger: { log: () => {} },
    });
    const result = await shopify.webhooks.validate({ rawBody, rawRequest: { method: "POST", url: "/", headers } });
    valid ||= result.valid;
  }
  if (valid !== (verdict === "authentic")) faults.push(`${name}: Shopify's library says ${valid}, the vector ${verdict}`);
}
if (vectors.length === 0) faults.push(`no vectors in ${vectorsDir}`);

notes.forEach((note) => console.log(`note: ${note}`));
faults.forEach((fault) => console.log(`FAULT ${fault}`));
console.log(`${queries.length} queries and ${vectors.length} vectors checked, ${faults.length} faults`);
process.exit(faults.length === 0 ? 0 : 1);
