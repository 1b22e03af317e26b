# Every target that people and CI use. `just` lists them.

set shell := ["bash", "-euo", "pipefail", "-c"]

reports := "../shared/reports"
big := "target/bench/100MB.jsonl"

_default:
    @just --list

# Everything a change must pass
check:
    .ci/run

# Licences, bans and sources of all crates; installs cargo-deny at its first run
deny:
    command -v cargo-deny >/dev/null || cargo install --locked cargo-deny
    cargo deny check licenses bans sources

# The licences of all crates with their texts, which `yiti licenses` prints: after each change of Cargo.lock
licenses:
    cargo build --release --locked --example licenses
    cargo metadata --locked --format-version 1 | target/release/examples/licenses data/licenses.txt.gz

# Every fuzz target for so many seconds, after our own seeds; installs cargo-fuzz at its first run
fuzz seconds="60":
    command -v cargo-fuzz >/dev/null || cargo install --locked cargo-fuzz
    cd fuzz && for target in text html docx pdf rows archive markdown split; do \
        mkdir -p corpus/$target; \
        RUSTC_BOOTSTRAP=1 cargo fuzz run -O $target corpus/$target seeds/$target -- \
            -max_total_time={{seconds}} -rss_limit_mb=2048 -timeout=20; \
    done

# So many damaged and hostile files of every format, given to the program; what breaks stays in target/attack
attack count="1000" first="0":
    cargo build --release --locked --bin yiti --example attack
    target/release/examples/attack target/release/yiti {{count}} {{first}}

# The report of the demo page, which a test keeps equal
demo:
    cargo run --release --locked -- report data/demo

# The tables of settings in docs/reference, made from the list of keys; a test keeps them equal
settings:
    RENEW=1 cargo test --release --locked --test readme

# The reference of the tables and their JSON schema, made from the columns; a test keeps them equal
tables:
    RENEW=1 cargo test --release --locked --test tables

# The titles and captions of charts in tests/fixtures, to be read in the diff; a test keeps them equal
texts:
    RENEW=1 cargo test --release --locked --lib -- titles_and_captions

# The wheel for Python, into target/wheels/wheel, tried in an environment of its own; wants Python 3.11
wheel profile="wheel":
    bindings/python/tests/run {{profile}}

# The program in one HTML file, target/page/yiti.html, tried in headless Chromium, and Firefox where it is,
# against the program itself; wants Node.js and Chromium, and brings the compiler's target, clang and wasm-bindgen
page:
    page/toolchain
    page/build
    cargo build --release --locked
    npm ci --silent --prefix tests/browser
    node --test page/test.js page/firefox.test.js

# The tests of engines on Spark itself, some of whose executors are killed; wants Java 17, and the wheel of `just wheel release`
spark:
    bindings/python/tests/engines/run release

# The page in headless Chromium, and its scripts linted and typed; wants Node.js and Chromium
browser:
    cargo build --release --locked
    npm ci --silent --prefix tests/browser
    npm run --silent check --prefix tests/browser
    npm test --silent --prefix tests/browser

# The pictures of docs/reading.md, taken of the demo's report
pictures:
    cargo build --release --locked
    npm ci --silent --prefix tests/browser
    node tests/browser/pictures.js

# Criterion benches of the stages, then whole runs: start-up on a page, throughput and memory on 100 MB
bench: bench-stages bench-page bench-large

# Each stage on the demo page
bench-stages:
    cargo bench --locked

# Whole runs on the demo page, beside a run that only loads the dictionary
bench-page:
    cargo build --release --locked
    for command in "themes" "terms" "report --quiet --force -o target/bench/report"; do \
        for run in 1 2 3 4 5; do /usr/bin/time -f "$command: %U+%S s CPU, %e s wall, %M KiB" target/release/yiti $command data/demo/page.txt > /dev/null; done; \
    done

# 100 MB made of the reports in ../shared: text to weights beside bare jieba-rs, then whole runs in
# turn with what researchers do today (benches/recipe.py); wants Python
bench-large:
    mkdir -p target/bench
    cargo build --release --locked --bin yiti --example throughput
    target/release/examples/throughput 100 {{reports}}/*.native.txt
    python3 -m venv target/bench/venv
    target/bench/venv/bin/pip install --quiet rjieba==0.2.2 scikit-learn==1.9.1
    for characters in 18000 1900; do \
        target/release/examples/throughput 100 {{reports}}/*.native.txt --rows $characters > {{big}}; \
        echo "documents of $characters characters"; \
        python3 benches/large.py 3 target/release/yiti themes {{big}} \
            -- target/bench/venv/bin/python benches/recipe.py {{big}}; \
    done

# Where the tree of speeches is best cut, on labelled texts
threshold file="../shared/labelled/cnews10.jsonl":
    cargo run --release --locked --example threshold -- {{file}}

# What a share of draws is worth, from labelled texts and from reports that are each one source.
# A set is `PATH` or `PATH=what it is`; then: cp target/calibration.toml data/calibration.toml
[positional-arguments]
calibrate +sets:
    cargo run --release --locked --example calibrate -- target/calibration.toml "$@"

# How far groups and their confidence hold on parts of the annotated page
stability:
    cargo run --release --locked --example stability -- ../shared/page/page.txt ../shared/page/gold.json

# How often a comparison names a change where nothing changed, in so many comparisons of each way
null-compare runs="50":
    cargo run --release --locked --example null_compare -- {{runs}} {{reports}}/2020 {{reports}}/2021

# The measures of the annotated page
score:
    cargo build --release --locked
    python3 ../shared/score/score.py target/release/yiti
