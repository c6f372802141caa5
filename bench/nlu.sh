#!/usr/bin/env bash
# How well messages are understood, beside nlp.js in the same run; the report goes to docs/understanding-figures.md.
# `bench/nlu.sh [FOLDER]`: FOLDER holds the public sets, ../shared/nlu when not named.
set -euo pipefail
cd "$(dirname "$0")/.."
sets=${1:-../shared/nlu}
sets=$(realpath -m "$sets")
peer=$PWD/target/nlpjs
figures=docs/understanding-figures.md

cargo xtask encoder || echo "bench-nlu: without the encoder"
mkdir -p "$peer"
cp bench/peers/nlpjs/package.json bench/peers/nlpjs/package-lock.json "$peer"
if ! npm ci --silent --prefix "$peer"; then
  echo "bench-nlu: without nlp.js"
  peer=
fi
# Nearly as quick as what is delivered, and built in a minute.
measure() { cargo bench --quiet --locked --profile bench-quick -p nlu --bench "$@"; }
if [ ! -d "$sets/intents" ]; then
  echo "bench-nlu: $sets holds no public sets: only our own acceptance set is measured, and nothing is written"
  measure understanding -- "$sets" ${peer:+"$peer"}
  exit
fi
report=$(measure understanding -- "$sets" ${peer:+"$peer"})
entities=$(measure entities -- "$sets/entities")
{
  sed '/^<!-- figures -->$/q' "$figures"
  # shellcheck disable=SC2016 # the quotes are Markdown's
  printf '\n%s\n\n## Entities\n\n```text\n%s\n```\n' "$report" "$entities"
} > "$figures.new"
mv "$figures.new" "$figures"
printf '%s\n\n%s\n' "$report" "$entities"
