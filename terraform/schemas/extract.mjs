#!/usr/bin/env node
// Rebuilds the schema of a Terraform provider from the code that was generated from it, for the
// resources that are named, in the format of `terraform providers schema -json`.
//
//   npm pack @cdktf/provider-google@16.12.1 && mkdir g && tar xzf cdktf-provider-google-16.12.1.tgz -C g
//   node extract.mjs g/package google cloud-run-v2-service ... > google.json
//
// The package has one folder of JavaScript and TypeScript declarations for each resource. A class
// stands for each block; its getters have the names and types of attributes, comments say which
// blocks are required and what is computed (not of an optional attribute in older packages), the
// functions *ToHclTerraform say what is a block and whether it is a list or a set, and the
// declarations say which attributes are required.
import { readFileSync } from "node:fs";

const SIMPLE = {
  getStringAttribute: "string",
  getNumberAttribute: "number",
  getBooleanAttribute: "bool",
  getListAttribute: ["list", "string"],
  getNumberListAttribute: ["list", "number"],
  getStringListAttribute: ["list", "string"],
  getStringMapAttribute: ["map", "string"],
  getNumberMapAttribute: ["map", "number"],
  getBooleanMapAttribute: ["map", "bool"],
  getAnyMapAttribute: ["map", "string"],
};
const MAPS = {
  StringMap: ["map", "string"],
  NumberMap: ["map", "number"],
  BooleanMap: ["map", "bool"],
  StringListMap: ["map", ["list", "string"]],
  MapList: ["list", ["map", "string"]],
  StringMapList: ["list", ["map", "string"]],
};

const [folder, provider, ...modules] = process.argv.slice(2);
const origin = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
const schema = { resource_schemas: {}, data_source_schemas: {} };
for (const module of ["provider", ...modules]) {
  const read = new Module(
    readFileSync(`${folder}/lib/${module}/index.js`, "utf8"),
    readFileSync(`${folder}/lib/${module}/index.d.ts`, "utf8"),
  ).read();
  const versioned = { version: 0, block: read.block };
  if (read.kind === "Provider") schema.provider = versioned;
  else schema[read.kind === "Resource" ? "resource_schemas" : "data_source_schemas"][read.type] = versioned;
}
const name = `registry.terraform.io/hashicorp/${provider}`;
if (origin.cdktf.provider.name !== name) throw new Error(`this is ${origin.cdktf.provider.name}`);
const from = `${origin.name} ${origin.version} (${origin.license}), generated from ${name} ${origin.cdktf.provider.version}`;
const whole = { format_version: "1.0", from, provider_version: origin.cdktf.provider.version, provider_schemas: { [name]: schema } };
console.log(written(whole, ""));

/** JSON with names in order and each attribute on a line of its own, so that a difference can be read. */
function written(value, indent) {
  const short = JSON.stringify(value);
  if (value === null || typeof value !== "object" || Array.isArray(value) || "type" in value) return short;
  if (!short.includes("{", 1) && short.length < 80) return short;
  const inner = `${indent} `;
  const lines = Object.keys(value).sort().map((key) => `${inner}${JSON.stringify(key)}: ${written(value[key], inner)}`);
  return `{\n${lines.join(",\n")}\n${indent}}`;
}

function Module(js, declarations) {
  const classes = new Map(
    [...js.matchAll(/^class (\w+) extends cdkt[fn]\.(\w+) \{([\s\S]*?)^\}/gm)].map(([, of, base, body]) => [of, { base, body }]),
  );
  const interfaces = readInterfaces(declarations);

  /** The one resource, data source or provider of this module. */
  this.read = () => {
    const [of, main] = [...classes].find(([, one]) => /^Terraform(Resource|DataSource|Provider)$/.test(one.base));
    const kind = main.base.replace("Terraform", "");
    const hcl = js.slice(js.indexOf("synthesizeHclAttributes() {", js.indexOf(`class ${of} extends`)));
    const block = kind === "Provider" ? declaredBlock(`${of}Config`) : blockOf(main.body, interfaces.get(`${of}Config`), hcl);
    return { kind, type: /tfResourceType = "([\w-]+)"/.exec(js)[1], block };
  };

  function blockOf(body, declared = {}, hcl = "") {
    const block = { attributes: {}, block_types: {} };
    const nested = /\/\/ (\w+) - computed: (\w+), optional: (\w+), required: (\w+)\s+(?:this\.)?_\w+ = new ([\w.]+)\(this, "\w+"(?:, (\w+))?\)/g;
    for (const [, name, computed, optional, required, of, isSet] of body.matchAll(nested)) {
      const flags = keepTrue({ required: required === "true", optional: optional === "true", computed: computed === "true" });
      if (/^cdkt[fn]\./.test(of)) {
        block.attributes[name] = { type: MAPS[of.slice("cdktf.".length)], ...flags };
        continue;
      }
      const many = /^Complex(List|Map)$/.test(classes.get(of)?.base ?? "");
      const one = many ? of.replace(/List$/, "OutputReference") : of;
      const inner = one.replace(/OutputReference$/, "");
      const written = hclOf(name, hcl);
      const child = blockOf(classes.get(one).body, interfaces.get(inner), functionOf(inner));
      const nesting = name === "timeouts" ? "single" : isSet === "true" || written?.type === "set" ? "set" : "list";
      if ((flags.computed && !flags.optional) || written?.isBlock === false) {
        block.attributes[name] = { type: [isSet === "true" ? "set" : "list", objectOf(child)], ...flags };
      } else {
        block.block_types[name] = { nesting_mode: nesting, block: child, ...counts(nesting, many, flags.required) };
      }
    }
    const simple = /get (\w+)\(\) \{\s*return (?:cdkt[fn]\.Fn\.tolist\()?this\.(get\w+Attribute)\('(\w+)'\)/g;
    for (const [, property, getter, name] of body.matchAll(simple)) {
      if (name in block.attributes || name in block.block_types) continue;
      const settable = body.includes(`set ${property}(`);
      const required = declared[name]?.required === true;
      const type = SIMPLE[getter];
      if (!type) throw new Error(`${getter} of ${name} is not known`);
      const written = hclOf(name, hcl);
      block.attributes[name] = {
        type: written?.type === "set" && Array.isArray(type) ? ["set", type[1]] : type,
        ...keepTrue({
          required: settable && required,
          optional: settable && !required,
          computed: !settable || (name === "id" && !required) || body.includes(`// ${name} - computed: true,`),
        }),
      };
    }
    return block;
  }

  /** A provider has no getters: its block is read from the declarations alone. */
  function declaredBlock(of) {
    const block = { attributes: {}, block_types: {} };
    for (const [name, { required, ts }] of Object.entries(interfaces.get(of) ?? {})) {
      if (name === "alias") continue;
      const flags = keepTrue({ required, optional: !required });
      const inner = interfaces.get(ts.replace(/[[ |].*/, ""));
      if (inner) block.block_types[name] = { nesting_mode: "list", block: declaredBlock(ts.replace(/[[ |].*/, "")) };
      else block.attributes[name] = { type: declaredType(ts), ...flags };
    }
    return block;
  }

  function functionOf(of) {
    const start = js.indexOf(`function ${of[0].toLowerCase()}${of.slice(1)}ToHclTerraform(`);
    return start < 0 ? "" : js.slice(start, js.indexOf("\n}\n", start));
  }
}

function declaredType(ts) {
  if (ts.startsWith("{")) return ["map", "string"];
  const type = { s: "string", n: "number", b: "bool" }[ts[0]];
  return /^\w+\[\]/.test(ts) ? ["list", type] : type;
}

/** By interface, then by the name that Terraform has for a property. */
function readInterfaces(declarations) {
  const found = new Map();
  for (const [, of, body] of declarations.matchAll(/^export interface (\w+)(?: extends [\w.]+)? \{([\s\S]*?)^\}/gm)) {
    const properties = {};
    for (const [, comment, property, mark, ts] of body.matchAll(/\/\*\*([\s\S]*?)\*\/\s*readonly (\w+)(\??): ([^;]+(?:;[^;]*\})?);/g)) {
      const known = /#(\w+) \w+#\w+\}/.exec(comment);
      properties[known ? known[1] : property.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)] = { required: !mark, ts };
    }
    found.set(of, properties);
  }
  return found;
}

function hclOf(name, hcl) {
  const found = new RegExp(`\\b${name}: \\{\\s*value: [\\s\\S]*?isBlock: (true|false),\\s*type: "(\\w+)"`).exec(hcl);
  return found ? { isBlock: found[1] === "true", type: found[2] } : undefined;
}

function counts(nesting, many, required) {
  if (nesting === "single") return {};
  return { ...(required ? { min_items: 1 } : {}), ...(many ? {} : { max_items: 1 }) };
}

function objectOf(block) {
  return ["object", Object.fromEntries([
    ...Object.entries(block.attributes).map(([name, attribute]) => [name, attribute.type]),
    ...Object.entries(block.block_types).map(([name, nested]) => [name, [nested.nesting_mode === "set" ? "set" : "list", objectOf(nested.block)]]),
  ])];
}

function keepTrue(flags) {
  return Object.fromEntries(Object.entries(flags).filter(([, set]) => set));
}
