use super::layers::{KEYS, merge};
use super::*;

fn environment(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
}

#[test]
fn later_layers_win() {
    let flags = Flags::from([("listen", "127.0.0.1:3".to_owned())]);
    let file = "listen = \"127.0.0.1:1\"\ndatabase = \"sqlite:file.db\"\nowner_name = \"File\"";
    let environment = environment(&[("listen", "127.0.0.1:2"), ("database", "postgres://somewhere")]);
    let config = merge(file, &environment, &flags).unwrap();
    assert_eq!(config.listen.port(), 3);
    assert_eq!(config.database, "postgres://somewhere");
    assert_eq!(config.owner_name, "File");
    assert_eq!(config.graph_version, "v26.0");
}

#[test]
fn the_environment_is_text_and_becomes_what_the_key_is() {
    let environment = environment(&[
        ("app_secret", "12345"),
        ("secure_cookies", "true"),
        ("uncertain_deadline_seconds", "9"),
        ("allowed_private_hosts", "crm.local, 10.0.0.5:8080"),
        ("flow_settings", "{\"shop\": {\"url\": \"http://x\"}}"),
    ]);
    let config = merge("", &environment, &Flags::new()).unwrap();
    assert_eq!(config.app_secret().unwrap().reveal(), "12345");
    assert!(config.secure_cookies);
    assert_eq!(config.uncertain_deadline_seconds, 9);
    assert_eq!(config.allowed_private_hosts, ["crm.local", "10.0.0.5:8080"]);
    assert_eq!(config.flow_settings["shop"]["url"], "http://x");
}

#[test]
fn what_is_wrong_is_said() {
    for (file, variable, expected) in [
        ("lisen = \"x\"", None, "lisen"),
        ("listen = ", None, "TOML"),
        ("", Some(("secure_cookies", "maybe")), "neither true nor false"),
        ("", Some(("databse", "sqlite:x")), "RECADO_DATABSE is not a setting"),
        ("", Some(("uncertain_deadline_seconds", "soon")), "not a number"),
    ] {
        let environment = environment(variable.as_slice());
        let error = format!("{:#}", merge(file, &environment, &Flags::new()).unwrap_err());
        assert!(error.contains(expected), "{error}");
    }
}

#[test]
fn a_secret_is_never_printed() {
    let config = merge("app_secret = \"hush-hush\"", &BTreeMap::new(), &Flags::new()).unwrap();
    assert!(!format!("{config:?}").contains("hush-hush"));
}

#[test]
fn a_missing_secret_says_how_to_set_it() {
    let config = merge("", &BTreeMap::new(), &Flags::new()).unwrap();
    let error = config.app_secret().unwrap_err().to_string();
    assert!(error.contains("RECADO_APP_SECRET") && error.contains("app_secret_file"), "{error}");
}

#[test]
fn a_secret_may_stand_in_a_file_and_a_sealing_key_is_made_once() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("secret");
    std::fs::write(&file, "from a file\n").unwrap();
    let text = format!("app_secret_file = {file:?}\ndata_directory = {:?}", folder.path().join("data"));
    let config = merge(&text, &BTreeMap::new(), &Flags::new()).unwrap();
    assert_eq!(config.app_secret().unwrap().reveal(), "from a file");
    let key = config.sealing_key().unwrap();
    assert_eq!(key.reveal().len(), 64);
    assert_eq!(config.sealing_key().unwrap().reveal(), key.reveal());
}

#[test]
fn every_key_is_documented_and_nothing_else() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/configuration.md");
    let text = std::fs::read_to_string(path).unwrap();
    let documented: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next())
        .filter(|key| *key != "config")
        .collect();
    let keys: Vec<&str> = KEYS.iter().map(|(key, _, _)| *key).collect();
    assert_eq!(documented, keys);
    for (key, _, default) in KEYS.iter().filter(|(_, _, default)| !default.is_empty()) {
        let line = text.lines().find(|line| line.starts_with(&format!("| `{key}`"))).unwrap();
        assert!(line.contains(&format!("`{default}`")), "{key}: {line}");
    }
}
