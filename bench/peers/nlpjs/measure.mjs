// nlp.js on the sentences of one measurement: `node measure.mjs LANGUAGE TRAIN.tsv ASKED.tsv...`, a line of a file being
// `label<TAB>text`. Prints one JSON object: how long training took, and of each file which intent each line got with which
// score, and what a message cost. The node modules are found from the folder it is run in.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(join(process.cwd(), 'package.json'));
const { containerBootstrap } = require('@nlpjs/core');
const { Nlp } = require('@nlpjs/nlp');
const LANGUAGES = { en: () => require('@nlpjs/lang-en').LangEn, es: () => require('@nlpjs/lang-es').LangEs, pt: () => require('@nlpjs/lang-pt').LangPt };

function lines(path) {
  const rows = readFileSync(path, 'utf8').split('\n').filter(Boolean);
  return rows.map((row) => ({ intent: row.slice(0, row.indexOf('\t')), text: row.slice(row.indexOf('\t') + 1) }));
}

async function trained(language, examples) {
  const container = await containerBootstrap();
  container.use(Nlp);
  container.use(LANGUAGES[language]());
  const nlp = container.get('nlp');
  nlp.settings.log = false;
  nlp.settings.autoSave = false;
  nlp.addLanguage(language);
  for (const { intent, text } of examples) nlp.addDocument(language, text, intent);
  await nlp.train();
  return nlp;
}

async function ask(nlp, language, path) {
  const answers = [];
  const microseconds = [];
  for (const { text } of lines(path)) {
    const start = process.hrtime.bigint();
    const { intent, score, classifications } = await nlp.process(language, text);
    microseconds.push(Number(process.hrtime.bigint() - start) / 1000);
    const best = classifications.find((one) => one.intent !== 'None');
    answers.push({ intent, score, best: best?.intent ?? 'None' });
  }
  microseconds.sort((a, b) => a - b);
  const at = (share) => microseconds[Math.floor(share * (microseconds.length - 1))];
  return { answers, p50: at(0.5), p99: at(0.99) };
}

const [language, train, ...asked] = process.argv.slice(2);
const start = process.hrtime.bigint();
const nlp = await trained(language, lines(train));
const seconds = Number(process.hrtime.bigint() - start) / 1e9;
const files = [];
for (const path of asked) files.push(await ask(nlp, language, path));
console.log(JSON.stringify({ seconds, files, megabytes: process.memoryUsage().rss / 1e6 }));
