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

/// A flow around some nodes, which begin at line 6 with two spaces before their names.
fn flow(nodes: &str) -> String {
    let nodes = nodes.lines().map(|line| format!("  {line}\n")).collect::<String>();
    format!(
        "name: Test\nlanguage: es\ntriggers: [{{any_message: true}}]\nstart: menu\nnodes:\n{nodes}  person: {{hand_over: {{}}}}\n"
    )
}

const GO: &str = "next: person";

#[test]
fn each_problem_is_found_where_it_stands() {
    let cases: &[(&str, String, &[&str])] = &[
        ("nothing wrong", flow(&format!("menu:\n  say: {{text: Hola}}\n  {GO}")), &[]),
        ("no YAML", "name: [".into(), &["error unreadable - 1:7"]),
        ("nothing", String::new(), &["error unreadable - 1:1"]),
        ("a list", "- a\n- b".into(), &["error unreadable - 1:1"]),
        ("unknown key", flow("menu:\n  say: {text: Hola, colour: red}\n  next: person"), &["error unknown_key menu 7:23"]),
        ("unknown kind", flow("menu:\n  shout: {text: Hola}"), &["error unknown_key menu 7:5"]),
        ("two kinds", flow("menu:\n  say: {text: Hola}\n  end: {}"), &["error unreadable menu 7:5"]),
        ("no kind", flow("menu:\n  next: person"), &["error unreadable menu 7:5"]),
        ("route without meaning", flow("menu:\n  end: {}\n  next: person"), &["error unreadable menu 7:5"]),
        ("dangling edge", flow("menu:\n  branch: [{when: \"true\", go_to: gone}]\n  otherwise: person"), &["error unknown_node menu 7:29"]),
        ("unreachable", flow("menu:\n  go_to: person\nisland:\n  end: {}"), &["warning unreachable_node island 8:3"]),
        ("endless loop", flow("menu:\n  say: {text: Hola, buttons: [{id: a, title: A, go_to: ping}, {id: b, title: B, go_to: person}]}\nping:\n  go_to: pong\npong:\n  label: {add: [x]}\n  next: ping"),
            &["error endless_loop ping 8:3"]),
        ("dead end", flow("menu:\n  say: {text: Hola, buttons: [{id: a, title: A, go_to: person}, {id: b, title: B}]}"), &["warning dead_end menu 6:3"]),
        ("unknown name", flow(&format!("menu:\n  say:\n    text: Hola {{{{ nombre }}}}\n  {GO}")), &["error unknown_name menu 8:7"]),
        ("unknown member", flow(&format!("menu:\n  say: {{text: \"{{{{ contact.surname }}}}\"}}\n  {GO}")), &["error unknown_name menu 7:11"]),
        ("http too early", flow("menu:\n  branch: [{when: http.status == 200, go_to: person}]"), &["error unknown_name menu 7:15"]),
        ("perhaps unset", flow("menu:\n  branch: [{when: message.text == 'a', go_to: ask}]\n  otherwise: tell\nask:\n  ask: {text: Edad, type: number, save_as: age}\n  next: tell\ntell:\n  say: {text: \"{{ age }} {{ age | default(3) }}\"}\n  next: person"),
            &[]),
        ("unset", flow("menu:\n  branch: [{when: message.text == 'a', go_to: ask}]\n  otherwise: tell\nask:\n  ask: {text: Edad, type: number, save_as: age}\n  next: tell\ntell:\n  say: {text: \"{{ age }}\"}\n  next: person"),
            &["warning may_be_unset tell 13:11"]),
        ("bad expression", flow("menu:\n  branch: [{when: a ==, go_to: person}]"), &["error bad_expression menu 7:15"]),
        ("open text", flow(&format!("menu:\n  say: {{text: \"{{{{ contact.name\"}}\n  {GO}")), &["error bad_expression menu 7:11"]),
        ("title too long even for a list", flow("menu:\n  say:\n    text: Hola\n    buttons:\n      - {id: a, title: Un título que no cabe en ninguna lista, go_to: person}"),
            &["error over_limit menu 10:19"]),
        ("too many rows", flow(&format!("menu:\n  ask: {{text: A, type: choice, save_as: a, choices: [{}]}}\n  {GO}", (0..11).map(|n| format!("{{id: a{n}, title: A{n}}}")).collect::<Vec<_>>().join(", "))),
            &["error over_limit menu 7:46"]),
        ("text too long", flow(&format!("menu:\n  say: {{text: {}}}\n  {GO}", "x".repeat(4097))), &["error over_limit menu 7:11"]),
        ("footer without buttons", flow(&format!("menu:\n  say: {{text: Hola, footer: Adiós}}\n  {GO}")), &["error unsayable menu 7:5"]),
        ("same ids", flow("menu:\n  say: {text: Hola, buttons: [{id: a, title: A, go_to: person}, {id: a, title: B, go_to: person}]}"),
            &["error duplicate_choice menu 7:5"]),
        ("same titles", flow("menu:\n  say: {text: Hola, buttons: [{id: a, title: A, go_to: person}, {id: b, title: A, go_to: person}]}"),
            &["error duplicate_choice menu 7:82"]),
        ("missing translation", flow(&format!("menu:\n  say: {{text: {{es: Hola, en: Hello}}, footer: {{es: Pie}}, buttons: [{{id: a, title: {{en: A}}, go_to: person}}]}}")),
            &["warning missing_translation menu 7:40", "error missing_default_language menu 7:77"]),
        ("bad pattern", flow(&format!("menu:\n  ask: {{text: A, type: pattern, pattern: '(', save_as: a}}\n  {GO}")), &["error bad_pattern menu 7:35"]),
        ("reserved name", flow(&format!("menu:\n  ask: {{text: A, save_as: contact}}\n  {GO}")), &["error bad_name menu 7:20"]),
        ("too long a wait", flow(&format!("menu:\n  wait_for_reply: {{timeout: 31d}}\n  {GO}")), &["error bad_setting menu 7:22"]),
        ("no span", flow(&format!("menu:\n  wait_for_reply: {{timeout: soon}}\n  {GO}")), &["error unreadable menu 7:31"]),
        ("bad address", flow(&format!("menu:\n  http_request: {{url: ftp://x}}\n  {GO}")), &["error bad_address menu 7:20"]),
        ("no start", "name: T\nlanguage: es\ntriggers: [{any_message: true}]\nstart: gone\nnodes:\n  person: {hand_over: {}}".into(),
            &["error no_start - 4:1", "error no_way_to_a_person - 4:1", "warning unreachable_node person 6:3"]),
        ("no person", "name: T\nlanguage: es\nstart: a\nnodes:\n  a: {say: {text: Hola}}".into(),
            &["warning no_trigger - 1:1", "error no_way_to_a_person - 3:1"]),
        ("far from a person", flow("menu:\n  say: {text: Hola, buttons: [{id: a, title: A, go_to: person}, {id: b, title: B, go_to: other}]}\nother:\n  ask: {text: Edad, save_as: age}"),
            &["warning far_from_a_person other 8:3"]),
        ("anytime without words", "name: T\nlanguage: es\ntriggers: [{any_message: true, anytime: true}]\nstart: p\nnodes:\n  p: {hand_over: {}}".into(),
            &["error bad_setting - 3:12"]),
        ("no such zone", "name: T\nlanguage: es\ntime_zone: Mars/Olympus\ntriggers: [{any_message: true}]\nstart: p\nnodes:\n  p: {hand_over: {}}".into(),
            &["error bad_setting - 3:1"]),
    ];
    let mut wrong = Vec::new();
    for (what, source, expected) in cases {
        let found = problems(source);
        if found != *expected {
            let messages: Vec<String> = check(source).1.into_iter().map(|problem| problem.message).collect();
            wrong.push(format!("{what}: {found:?} instead of {expected:?}: {messages:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
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
    ] {
        assert_eq!(found(nodes), expected, "{what}");
    }
}

#[test]
fn hostile_documents_are_refused_soon() {
    let many = (0..10_000).map(|number| format!("n{number}: {{go_to: n{}}}\n", number + 1)).collect::<String>();
    let few = (0..limits::NODES + 1).map(|number| format!("n{number}: {{go_to: person}}\n")).collect::<String>();
    let deep_list = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let deep_map = (0..5_000).map(|depth| format!("{}a:\n", " ".repeat(depth.min(40)))).collect::<String>();
    let laughs = "a: &a [x,x,x,x,x,x,x,x,x]\n".to_owned()
        + &(0..8)
            .map(|n| {
                format!(
                    "{b}: &{b} [*{a},*{a},*{a},*{a},*{a},*{a},*{a},*{a},*{a}]\n",
                    a = char::from(b'a' + n),
                    b = char::from(b'b' + n)
                )
            })
            .collect::<String>();
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
    let yaml = flow(&format!("menu:\n  say: {{text: {{es: Hola, en: Hello}}}}\n  {GO}"));
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
