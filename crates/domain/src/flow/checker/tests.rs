use super::*;
use crate::flow::limits;

/// Each problem as `severity code node line:column`.
fn problems(source: &str) -> Vec<String> {
    let told = |problem: &Problem| {
        let node = problem.node.as_deref().unwrap_or("-");
        format!("{} {} {node} {}:{}", problem.severity, problem.code, problem.line, problem.column)
    };
    check(source).1.iter().map(told).collect()
}

fn lines(lines: impl Iterator<Item = String>) -> String {
    lines.map(|line| line + "\n").collect()
}

/// A flow around some nodes, which begin at line 6 with two spaces before their names.
fn flow(nodes: &str) -> String {
    let nodes = lines(nodes.lines().map(|line| format!("  {line}")));
    format!(
        "name: Test\nlanguage: es\ntriggers: [{{any_message: true}}]\nstart: menu\nnodes:\n{nodes}  person: {{hand_over: {{}}}}\n"
    )
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    about: String,
    document: String,
    problems: Vec<String>,
}

#[test]
fn each_problem_is_found_where_it_stands() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/golden/flows/problems.yaml");
    let cases: Vec<Case> = serde_saphyr::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let mut wrong = Vec::new();
    for Case { about, document, problems: expected } in &cases {
        let found = problems(document);
        if found != *expected {
            let messages: Vec<String> = check(document).1.into_iter().map(|problem| problem.message).collect();
            wrong.push(format!("{about}: {found:?} instead of {expected:?}: {messages:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let unmet =
        |code: &&ProblemCode| !cases.iter().any(|case| case.problems.iter().any(|told| told.contains(code.as_str())));
    // Those that need more than one document, and one that has a test of its own below.
    let elsewhere = [
        ProblemCode::TooLarge,
        ProblemCode::FreeTextAfterWindow,
        ProblemCode::StaffMayNotHear,
        ProblemCode::UnknownFlow,
        ProblemCode::UnknownSegment,
        ProblemCode::UnknownIntent,
        ProblemCode::UnknownEntity,
        ProblemCode::CallsItself,
        ProblemCode::UnknownTemplate,
        ProblemCode::TemplateNotApproved,
        ProblemCode::TemplateMismatch,
    ];
    let unmet: Vec<_> = ProblemCode::ALL.iter().filter(unmet).filter(|code| !elsewhere.contains(code)).collect();
    assert!(unmet.is_empty(), "no case for {unmet:?}");
}

#[test]
fn a_text_too_long_is_found() {
    let say = |length: usize| flow(&format!("menu:\n  say: {{text: {}}}\n  next: person", "x".repeat(length)));
    assert_eq!(problems(&say(4096)), Vec::<String>::new());
    assert_eq!(problems(&say(4097)), ["error over_limit menu 7:11"]);
}

#[test]
fn a_choice_without_a_title_is_found() {
    let ask = |title: &str| {
        flow(&format!("menu:\n  say: {{text: A, buttons: [{{id: a, title: \"{title}\"}}]}}\n  next: person"))
    };
    assert_eq!(problems(&ask("Yes")), Vec::<String>::new());
    assert_eq!(problems(&ask("{{ contact.name }}")), Vec::<String>::new());
    assert_eq!(problems(&ask(" ")), ["error bad_setting menu 7:5"]);
}

#[test]
fn free_text_after_the_window_is_found_on_every_path() {
    let ask = |timeout: &str, then: &str| {
        format!("menu:\n  ask: {{text: Hola, save_as: a, timeout: {timeout}}}\n  next: person\n  on_timeout: {then}\n")
    };
    let wait = "wait:\n  wait_for_reply: {timeout: 2h}\n  next: person\n  on_timeout: late\n";
    let late = "late:\n  say: {text: Tarde}\n  next: person\n";
    let template = "late:\n  say: {template: {name: back}}\n  next: person\n";
    let guarded = "late:\n  branch: [{when: window.open, go_to: say}]\n  otherwise: person\nsay:\n  say: {text: Tarde}\n  next: person\n";
    let answered = "late:\n  wait_for_reply: {timeout: 2h}\n  next: say\n  on_timeout: person\nsay:\n  say: {text: Gracias}\n  next: person\n";
    let again = "late:\n  ask: {text: Tarde, save_as: b, timeout: 1h}\n  next: person\n  on_timeout: late\n";
    let say = |name: &str, next: &str| format!("{name}:\n  say: {{text: Hola}}\n  next: {next}\n");
    let question = |name: &str, next: &str, silent: &str| {
        format!("{name}:\n  ask: {{text: Hola, save_as: c, timeout: 20m}}\n  next: {next}\n  on_timeout: {silent}\n")
    };
    let round = [("late", "b"), ("b", "c"), ("c", "d"), ("d", "e"), ("e", "q")].map(|(name, next)| say(name, next));
    let long = round.concat() + &question("q", "r", "person") + &question("r", "q", "late");
    let found = |nodes: String| problems(&flow(&nodes)).iter().filter(|problem| problem.contains("free_text")).count();
    for (what, nodes, expected) in [
        ("in time", ask("23h59m", "late") + late, 0),
        ("at the very end", ask("24h", "late") + late, 1),
        ("in two waits", ask("22h", "wait") + wait + late, 1),
        ("in two short waits", ask("21h", "wait") + wait + late, 0),
        ("a template", ask("3d", "late") + template, 0),
        ("after asking the window", ask("3d", "late") + guarded, 0),
        ("after an answer", ask("3d", "late") + answered, 0),
        ("round and round", ask("1h", "late") + again, 1),
        ("a long way with an answer in each round", ask("1h", "late") + &long, 0),
    ] {
        assert_eq!(found(nodes), expected, "{what}");
    }
}

#[test]
fn hostile_documents_are_refused_soon() {
    let many = lines((0..10_000).map(|number| format!("n{number}: {{go_to: n{}}}", number + 1)));
    let few = lines((0..=limits::NODES).map(|number| format!("n{number}: {{go_to: person}}")));
    let deep_list = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let deep_map = lines((0..5_000).map(|depth| format!("{}a:", " ".repeat(depth.min(40)))));
    let laugh = |n: u8| {
        let (one, next) = (char::from(b'a' + n), char::from(b'b' + n));
        format!("{next}: &{next} [{}]", vec![format!("*{one}"); 9].join(","))
    };
    let laughs = "a: &a [x,x,x,x,x,x,x,x,x]\n".to_owned() + &lines((0..8).map(laugh));
    for (what, source) in [
        ("large", "x".repeat(limits::DOCUMENT_BYTES + 1)),
        ("many nodes", flow(&many)),
        ("a few nodes too many", flow(&few)),
        ("deep list", deep_list.clone()),
        ("deep body", flow(&format!("menu:\n  http_request: {{url: 'https://x', body: {deep_list}}}"))),
        ("deep map", deep_map),
        ("billion laughs", laughs),
        ("several documents", "name: a\n---\nname: b\n".into()),
        ("zeros", "\0\0\0".into()),
    ] {
        let (flow, problems) = check(&source);
        assert!(flow.is_none() && problems.len() == 1 && has_errors(&problems), "{what}: {problems:?}");
    }
}

#[test]
fn large_flows_are_checked() {
    let ring = (0..limits::NODES - 2).map(|n| {
        format!(
            "n{n}:\n  ask: {{text: A, save_as: a{n}, timeout: 30m}}\n  next: n{}\n  on_timeout: n{}\n",
            (n + 1) % 400,
            (n * 7) % 400
        )
    });
    let source = flow(&(ring.collect::<String>() + "menu: {go_to: n0}"));
    let (flow, problems) = check(&source);
    assert!(flow.is_some());
    assert!(has_errors(&problems) && problems.len() <= PROBLEMS);
}

#[test]
fn json_is_read_like_yaml() {
    let yaml = flow("menu:\n  say: {text: {es: Hola, en: Hello}}\n  next: person");
    let parsed = Flow::parse(&yaml).unwrap();
    let json = serde_json::to_string_pretty(&parsed).unwrap();
    assert_eq!(Flow::parse(&json).unwrap(), parsed);
    assert_eq!(serde_json::from_str::<Flow>(&json).unwrap(), parsed);
    assert_eq!(problems(&json), Vec::<String>::new());
}

#[test]
fn every_code_has_a_remedy_and_a_line_in_the_guide() {
    let guide = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/flows.md")).unwrap();
    for code in ProblemCode::ALL {
        assert!(code.remedy().ends_with('.'), "{code}");
        assert!(guide.contains(&format!("`{code}`")), "docs/flows.md does not tell of `{code}`");
    }
}
