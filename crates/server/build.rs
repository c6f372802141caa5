//! Lists the files of the built UI (`web/dist`) and of the packs, so that the server can hold them. Nothing is built or
//! fetched here.

use std::fmt::Write;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{fs, io};

fn main() -> io::Result<()> {
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web/dist");
    // A watched folder that is missing would make every build start over.
    fs::create_dir_all(&dist)?;
    println!("cargo::rerun-if-changed={}", dist.display());
    let mut files = Vec::new();
    collect(&dist, &mut files)?;
    files.sort();
    let out = out_directory()?;
    let mut source = String::from("static FILES: &[File] = &[\n");
    for (place, file) in files.iter().enumerate() {
        let path = file.strip_prefix(&dist).map_err(io::Error::other)?.to_string_lossy().replace('\\', "/");
        let bytes = fs::read(file)?;
        let mut hasher = DefaultHasher::new();
        bytes.hash(&mut hasher);
        let etag = format!("\"{:016x}\"", hasher.finish());
        let (url, kind) = (format!("/{path}"), mime_type(&path));
        // A copy, because a build of the UI may replace the files while the compiler runs.
        let copy = format!("ui_{place}");
        fs::write(out.join(&copy), &bytes)?;
        writeln!(
            source,
            "File {{ path: {url:?}, mime_type: {kind:?}, etag: {etag:?}, bytes: include_bytes!({copy:?}) }},"
        )
        .map_err(io::Error::other)?;
    }
    source.push_str("];\n");
    fs::write(out.join("ui_files.rs"), source)?;
    fs::write(out.join("pack_files.rs"), packs()?)
}

const PARTS: [&str; 3] = ["/flows/", "/templates/", "/tests/"];
const FILES: [&str; 7] = [
    "/intents.yaml",
    "/attributes.yaml",
    "/segments.yaml",
    "/campaigns.yaml",
    "/series.yaml",
    "/goals.yaml",
    "/history.yaml",
];

/// What a pack consists of: its own files, flows, templates and tests. A folder without a `pack.yaml` is no pack; one of
/// them is the library of templates.
fn packs() -> io::Result<String> {
    let packs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs");
    println!("cargo::rerun-if-changed={}", packs.display());
    let mut files = Vec::new();
    collect(&packs, &mut files)?;
    files.sort();
    let mut source = String::from("static FILES: &[(&str, &str)] = &[\n");
    for file in files.iter().filter(|file| file.extension().is_some_and(|kind| kind == "yaml")) {
        let path = file.strip_prefix(&packs).map_err(io::Error::other)?.to_string_lossy().replace('\\', "/");
        let is_part = path.ends_with("/pack.yaml")
            || FILES.iter().any(|name| path.ends_with(name))
            || PARTS.iter().any(|part| path.contains(part));
        let folder = path.split('/').next().unwrap_or_default();
        let is_library = folder == "library";
        if is_library || is_part && packs.join(folder).join("pack.yaml").exists() {
            let file = fs::canonicalize(file)?.to_string_lossy().into_owned();
            writeln!(source, "({path:?}, include_str!({file:?})),").map_err(io::Error::other)?;
        }
    }
    source.push_str("];\n");
    Ok(source)
}

#[expect(clippy::disallowed_methods, reason = "cargo tells a build script where to write by this variable only")]
fn out_directory() -> io::Result<PathBuf> {
    std::env::var_os("OUT_DIR").map(PathBuf::from).ok_or_else(|| io::Error::other("OUT_DIR is not set"))
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

fn mime_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "mp4" => "video/mp4",
        "mp3" => "audio/mpeg",
        "ogg" => "audio/ogg",
        "pdf" => "application/pdf",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
