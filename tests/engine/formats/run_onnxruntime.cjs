// Runs ONNX files in ONNX Runtime: node run_onnxruntime.cjs PACKAGES CASES ANSWERS
// Reads a list of cases (model, inputs as rows) and writes the rows that come out.
const fs = require("fs");
const path = require("path");

const [packages, source, target] = process.argv.slice(2);
const ort = require(path.join(packages, "onnxruntime-node"));

async function run({ model, inputs }) {
  const session = await ort.InferenceSession.create(model, { intraOpNumThreads: 1, logSeverityLevel: 3 });
  const width = inputs[0].length;
  const tensor = new ort.Tensor("float32", Float32Array.from(inputs.flat()), [inputs.length, width]);
  const results = await session.run({ [session.inputNames[0]]: tensor });
  const output = results[session.outputNames[0]];
  const rows = inputs.map((_, i) => Array.from(output.data.slice(i * output.dims[1], (i + 1) * output.dims[1])));
  return { outputs: rows, input: session.inputNames[0], name: session.outputNames[0] };
}

(async () => {
  const answers = [];
  for (const one of JSON.parse(fs.readFileSync(source, "utf8"))) answers.push(await run(one));
  fs.writeFileSync(target, JSON.stringify(answers));
})().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
