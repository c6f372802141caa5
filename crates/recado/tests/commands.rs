//! The binary as people use it: the demo comes up and lives, the tools say what they find.

#![expect(clippy::expect_used, reason = "a test says what it expects")]

use serde_json::{Value, json};
use std::path::Path;
use std::process::{Output, Stdio};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

const PATIENCE: Duration = Duration::from_mins(1);

fn recado(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_recado"));
    command.args(arguments).current_dir(folder).env_clear().stdin(Stdio::null()).kill_on_drop(true);
    // `df` and the like are found by it.
    command.env("PATH", "/usr/bin:/bin").env("RECADO_APP_SECRET", "secret").env("RECADO_VERIFY_TOKEN", "token");
    command
}

async fn said(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let Output { status, stdout, stderr } = recado(folder, arguments).output().await.expect("it runs");
    let text = [stdout, stderr].map(|bytes| String::from_utf8(bytes).expect("text")).concat();
    (status.code().expect("an exit code"), text)
}

/// Starts something that goes on running, and reads the line it says when it is ready.
async fn ready(folder: &Path, arguments: &[&str]) -> (Child, Value) {
    let mut child = recado(folder, arguments).stdout(Stdio::piped()).spawn().expect("it starts");
    let out = child.stdout.take().expect("standard output");
    let line = tokio::time::timeout(PATIENCE, BufReader::new(out).lines().next_line()).await;
    let line = line.expect("ready in time").expect("text").expect("a line");
    (child, serde_json::from_str(&line).expect("JSON"))
}

async fn stop(mut child: Child) {
    let id = child.id().expect("it runs").to_string();
    assert!(Command::new("kill").args(["-TERM", &id]).status().await.expect("kill runs").success());
    let ended = tokio::time::timeout(PATIENCE, child.wait()).await.expect("it stops in time");
    assert!(ended.expect("its end is seen").success());
}

/// Asks until the answer is what one wants.
async fn eventually(client: &reqwest::Client, request: reqwest::Request, wanted: impl Fn(&Value) -> bool) -> Value {
    let asking = async {
        loop {
            let request = request.try_clone().expect("no body");
            let answer: Value = client.execute(request).await.expect("an answer").json().await.expect("JSON");
            if wanted(&answer) {
                return answer;
            }
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(PATIENCE, asking).await.expect("it happens in time")
}

#[tokio::test]
async fn the_demo_comes_up_alive_and_stops_when_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let (child, said) = ready(folder.path(), &["demo", "--listen", "127.0.0.1:0", "--print-json"]).await;
    let url = said["url"].as_str().expect("a URL").to_owned();
    let client = reqwest::Client::builder().no_proxy().build().expect("a client");
    let credentials = json!({ "email": said["email"], "password": said["password"] });
    let answer = client.post(format!("{url}/api/v1/session")).json(&credentials).send().await.expect("an answer");
    assert_eq!(answer.status(), 200);
    let cookie = answer.headers()["set-cookie"].to_str().expect("text").to_owned();
    let session: Value = answer.json().await.expect("JSON");
    assert_eq!((&session["emulator"], &session["user"]["must_change_password"]), (&json!(true), &json!(false)));

    let get = |path: &str| client.get(format!("{url}{path}")).header("cookie", &cookie).build().expect("a request");
    let answered = |overview: &Value| overview["sent"].as_i64() > Some(0) && overview["parked"] == 0;
    eventually(&client, get("/api/v1/overview"), answered).await;
    let customers = eventually(&client, get("/emulator/customers"), |list| list["items"].is_array()).await;
    assert_eq!(customers["items"].as_array().map(Vec::len), Some(20));
    stop(child).await;
}

#[tokio::test]
async fn the_first_start_tells_the_password_and_no_later_one_does() {
    let folder = tempfile::tempdir().expect("a folder");
    for expected in [true, false] {
        let (child, said) = ready(folder.path(), &["serve", "--listen", "127.0.0.1:0", "--print-json"]).await;
        assert_eq!(said["password"].is_string(), expected, "{said}");
        stop(child).await;
    }
    assert!(folder.path().join("recado-data/sealing.key").exists());
}

#[tokio::test]
async fn the_doctor_says_what_is_wrong_and_how_to_mend_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let (code, text) = said(folder.path(), &["doctor"]).await;
    assert_eq!((code, text.contains("All is well.")), (0, true), "{text}");
    let (code, text) = said(folder.path(), &["doctor", "--database", "sqlite:/nowhere/recado.db"]).await;
    assert_eq!(code, 1);
    assert!(text.contains("WRONG  database:") && text.contains("mend: "), "{text}");
    let (code, text) = said(folder.path(), &["doctor", "--webhook-url", "http://127.0.0.1:9/webhooks/whatsapp"]).await;
    assert_eq!(code, 1);
    assert!(text.contains("WRONG  signed webhook:"), "{text}");
    assert!(!text.contains("secret\n") && !text.contains("token="), "{text}");
}

#[tokio::test]
async fn what_is_missing_is_told_in_one_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = recado(folder.path(), &["serve"]).env_remove("RECADO_APP_SECRET").output().await.expect("it runs");
    let text = String::from_utf8(output.stderr).expect("text");
    assert!(!output.status.success());
    assert_eq!(text.lines().count(), 1, "{text}");
    assert!(text.contains("RECADO_APP_SECRET"), "{text}");
}

#[tokio::test]
async fn whoever_trusts_the_emulators_authority_reaches_it_by_tls() {
    let folder = tempfile::tempdir().expect("a folder");
    let kept = ["--ca-directory", "authority"];
    let (code, text) = said(folder.path(), &[&["emulator", "trust", "--ca-out", "ca.pem"][..], &kept].concat()).await;
    assert_eq!(code, 0, "{text}");
    let start = [&["emulator", "--tls", "--listen", "127.0.0.1:0", "--print-json"][..], &kept].concat();
    let (child, said) = ready(folder.path(), &start).await;
    let url = said["url"].as_str().expect("a URL").replace("http://", "https://");
    let certificate = std::fs::read(folder.path().join("ca.pem")).expect("a certificate");
    let certificate = reqwest::Certificate::from_pem(&certificate).expect("PEM");
    let client = reqwest::Client::builder().no_proxy().tls_certs_only([certificate]).build().expect("a client");
    let answer = client.get(format!("{url}/v26.0/106540352242922")).bearer_auth("EAAemulated").send().await;
    assert_eq!(answer.expect("an answer").status(), 200);
    stop(child).await;
}

#[tokio::test]
async fn the_checker_ends_with_one_when_a_flow_has_errors() {
    let folder = tempfile::tempdir().expect("a folder");
    let good = concat!(env!("CARGO_MANIFEST_DIR"), "/../../packs/demo-shop/flows/atencion.yaml");
    std::fs::write(folder.path().join("bad.yaml"), "name: x\nlanguage: es\nstart: gone\nnodes: {}\n").expect("written");
    assert_eq!(said(folder.path(), &["check", good]).await.0, 0);
    let (code, text) = said(folder.path(), &["check", good, "bad.yaml"]).await;
    assert_eq!(code, 1);
    assert!(text.contains("bad.yaml:3:") && text.contains("error["), "{text}");
}

/// What the packs promise: every conversation goes as written, next to every way is walked, and nobody waits for it.
#[tokio::test]
async fn the_golden_conversations_of_every_playbook_pass_in_ten_seconds() {
    let packs = concat!(env!("CARGO_MANIFEST_DIR"), "/../../packs");
    let playing = said(Path::new(packs), &["test", ".", "--minimum-coverage", "90"]);
    let (code, text) = tokio::time::timeout(Duration::from_secs(10), playing).await.expect("in time");
    assert_eq!(code, 0, "{text}");
    let flows = text.lines().filter(|line| line.contains("% of") && line.contains("/flows/")).count();
    assert_eq!(flows, 21, "twenty playbooks and the shop: {text}");
    let (code, text) = said(Path::new(packs), &["test", "demo-shop", "--minimum-coverage", "100.1"]).await;
    assert_eq!((code, text.contains("only 100.0 % of the edges")), (1, true), "{text}");
}

/// A customer of the health pack's demo asks for an appointment, and the clinic's agenda answers.
#[tokio::test]
async fn a_pack_comes_alive_with_its_people_and_systems() {
    let folder = tempfile::tempdir().expect("a folder");
    let arguments = ["demo", "--listen", "127.0.0.1:0", "--print-json", "--pack", "health"];
    let (child, said) = ready(folder.path(), &arguments).await;
    let emulator = format!("{}/emulator/customers", said["emulator_url"].as_str().expect("a URL"));
    let client = reqwest::Client::builder().no_proxy().build().expect("a client");
    let post = async |url: &str, body: Value| -> Value {
        let answer = client.post(url).json(&body).send().await.expect("an answer");
        assert!(answer.status().is_success(), "{answer:?}");
        answer.json().await.expect("JSON")
    };
    let patient = post(&emulator, json!({ "name": "Ana", "profile": "still" })).await;
    let phone = format!("{emulator}/{}/messages", patient["id"]).replace('"', "");
    post(&phone, json!({ "message": { "type": "text", "text": { "body": "mi cita" } } })).await;
    let look = client.get(&phone).build().expect("a request");
    eventually(&client, look, |messages| messages.to_string().contains("a las 10:30")).await;
    stop(child).await;
}

#[tokio::test]
async fn a_pack_is_installed_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let pack = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/health");
    let pack = pack.to_str().expect("text");
    for (arguments, expected) in [
        (["import", pack, "--dry-run"], "Citas: would become a draft"),
        (["import", pack, "--overwrite"], "Citas: is a draft now"),
        (["import", pack, "--overwrite"], "Citas: is there already and stays as it is"),
        (["import", pack, "--publish"], "Citas: is there already and stays as it is"),
    ] {
        let (code, text) = said(folder.path(), &arguments).await;
        assert_eq!((code, text.contains(expected)), (0, true), "{text}");
    }
    let finance = pack.replace("health", "finance");
    let (code, text) = said(folder.path(), &["import", &finance, "--publish"]).await;
    assert_eq!((code, text.contains("Mi cuenta: is published")), (0, true), "{text}");
    let db = store::Db::open(&format!("sqlite:{}", folder.path().join("recado.db").display())).await.expect("opens");
    let mut look = db.read().await.expect("a look");
    let workspace = store::workspace::first(&mut look).await.expect("a row").expect("a workspace");
    assert_eq!(store::flow::active(&mut look, workspace).await.expect("flows").len(), 4);
}

#[tokio::test]
async fn a_table_of_people_is_taken_in_and_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("clientes.csv");
    let text = "Nombre;Teléfono;Sucursal\nAna;+34 600 111 222;Centro\nLuis;12;Norte\n";
    std::fs::write(&file, text).expect("written");
    let tried = said(folder.path(), &["import", "clientes.csv", "--dry-run"]).await;
    assert!(tried.0 == 1 && tried.1.contains("1 new") && tried.1.contains("clientes.csv:3: Teléfono"), "{tried:?}");
    let column = ["--column", "sucursal=attribute:branch", "--label", "feria", "--errors", "mal.csv"];
    let done = said(folder.path(), &[&["import", "clientes.csv"], &column[..]].concat()).await;
    assert!(
        done.0 == 1 && done.1.contains("Sucursal → attribute:branch:text") && done.1.contains("1 left out"),
        "{done:?}"
    );
    let errors = std::fs::read_to_string(folder.path().join("mal.csv")).expect("errors");
    assert!(errors.contains("Luis,12,Norte"), "{errors}");
    let (code, out) = said(folder.path(), &["export", "contacts"]).await;
    assert!(code == 0 && out.contains("+34600111222,Ana,,,feria,,,"), "{out}");
    assert_eq!(said(folder.path(), &["export", "contacts", "--to", "todos.xlsx"]).await.0, 0);
    assert!(std::fs::read(folder.path().join("todos.xlsx")).expect("a workbook").starts_with(b"PK"));
    let wrong = said(folder.path(), &["import", "clientes.csv", "--column", "Teléfono=ignore"]).await;
    assert!(wrong.0 == 1 && wrong.1.contains("no column is the one people are recognised by"), "{wrong:?}");
}
