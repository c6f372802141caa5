use super::*;
use std::path::Path;

const FLOW: &str = "name: t
language: en
triggers: [{any_message: true}]
start: hello
nodes:
  hello:
    say: {text: \"Hello, {{ contact.name }}\", buttons: [{id: a, title: Orders, go_to: orders}, {id: b, title: Person, go_to: person}]}
    otherwise: person
  orders:
    say: {text: Your orders}
    next: done
  done:
    end: {outcome: told}
  person:
    hand_over: {text: A person comes., note: asked}
";

const TESTS: &str = "flows: flows/t.yaml
tests:
  - name: orders
    steps:
      - says: hi
      - bot: {text: \"Hello, Ana\", buttons: [Orders, Person]}
      - taps: Orders
      - bot: Your orders
      - ends: told
  # The second is wrong in two places.
  - name: a person
    steps:
      - says: hi
      - bot: Hello
      # Taps the second button.
      - taps: Person
      - hands_over: asked
";

fn folder(tests: &str, flow: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("flows")).unwrap();
    std::fs::write(folder.path().join("flows/t.yaml"), flow).unwrap();
    std::fs::write(folder.path().join("t.test.yaml"), tests).unwrap();
    folder
}

fn played(folder: &Path) -> Suite {
    Suite::play(&files::find(&[folder.to_owned()]).unwrap())
}

fn reported(suite: &Suite) -> String {
    let mut out = Vec::new();
    report::files(suite, false, &mut out).unwrap();
    report::coverage(suite, true, &mut out).unwrap();
    report::total(suite, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn a_test_that_differs_shows_the_conversation_and_the_line() {
    let folder = folder(TESTS, FLOW);
    let suite = played(folder.path());
    assert_eq!((suite.passed(), suite.failed()), (1, 1));
    let text = reported(&suite);
    for part in
        ["✓ orders", "✗ a person", "customer: hi", "t.test.yaml:14:", "- bot: Hello\n", "+ bot: Hello, Ana", "1 more"]
    {
        assert!(text.contains(part), "{part}\n{text}");
    }
}

#[test]
fn what_is_rewritten_passes_and_keeps_its_comments() {
    let folder = folder(TESTS, FLOW);
    played(folder.path()).update(&mut Vec::new()).unwrap();
    let suite = played(folder.path());
    assert_eq!(suite.failed(), 0, "{}", reported(&suite));
    let rewritten = std::fs::read_to_string(folder.path().join("t.test.yaml")).unwrap();
    let (kept, _) = TESTS.split_once("      - bot: Hello\n").unwrap();
    assert!(rewritten.starts_with(kept), "{rewritten}");
    assert!(rewritten.contains("      # Taps the second button.\n      - taps: Person\n"), "{rewritten}");
    assert!(rewritten.contains("      - bot: A person comes.\n"), "{rewritten}");
}

#[test]
fn what_no_test_walks_is_counted_and_named() {
    let folder = folder(TESTS.split("  # The second").next().unwrap(), FLOW);
    std::fs::write(folder.path().join("flows/untested.yaml"), FLOW).unwrap();
    let suite = played(folder.path());
    // hello → orders, hello → person (twice, one pair) and orders → done; all of it again in the other flow.
    assert_eq!((suite.edges().walked, suite.edges().all), (2, 6));
    assert_eq!((suite.nodes().walked, suite.nodes().all), (3, 8));
    let text = reported(&suite);
    assert!(text.contains("never walked: hello → person (say.buttons[1].go_to, otherwise)"), "{text}");
}

#[test]
fn a_flow_with_errors_fails_with_them() {
    let folder = folder(TESTS, &FLOW.replace("next: done", "next: nowhere"));
    let suite = played(folder.path());
    assert_eq!((suite.passed(), suite.failed()), (0, 1));
    let text = reported(&suite);
    assert!(text.contains("t.yaml:11:5: error[unknown_node]"), "{text}");
}

#[test]
fn junit_is_wellformed_and_counts() {
    let folder = folder(&TESTS.replace("a person\n", "\"<&\\\">\"\n"), FLOW);
    let xml = junit::document(&played(folder.path()));
    assert!(xml.contains("<testsuites tests=\"2\" failures=\"1\">"), "{xml}");
    assert!(xml.contains("name=\"&lt;&amp;&quot;&gt;\""), "{xml}");
    assert_eq!(xml.matches("<testcase").count(), 2);
    assert_eq!(xml.matches("<failure>").count(), 1);
}

#[test]
fn the_demo_shop_talks_as_written() {
    let pack = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/demo-shop");
    let suite = played(&pack);
    assert_eq!(suite.failed(), 0, "{}", reported(&suite));
    assert!(suite.edges().percent() >= 90.0, "{}", reported(&suite));
}
