//! Every pack in `packs/`: it reads, the checker finds nothing in it, Meta would take its templates, and flows and
//! templates fit each other.

#![expect(clippy::expect_used, reason = "a test")]

use domain::flow::checker::{self, KnownTemplate, Surroundings};
use domain::flow::document::Flow;
use domain::flow::test::{Cast, TestFile, common_ground, play, samples};
use domain::intent::{Understander, is_name};
use domain::pack::{self, Outreach, Pack, PackPart, Texts};
use domain::policy::TemplateStatus;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use whatsapp::template::{NewTemplate, lint, variables};

const LANGUAGES: [&str; 3] = ["en", "es", "pt-BR"];

fn folders() -> Vec<PathBuf> {
    let packs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs");
    let entries = std::fs::read_dir(packs).expect("packs");
    let folders = entries.map(|entry| entry.expect("entry").path());
    folders.filter(|folder| folder.join("pack.yaml").exists()).collect()
}

fn packs() -> Vec<(PathBuf, Pack)> {
    let read = |folder: PathBuf| {
        let pack = Pack::read(|name| std::fs::read_to_string(folder.join(name)).ok());
        (folder, pack.expect("a pack that reads"))
    };
    folders().into_iter().map(read).collect()
}

fn templates(pack: &Pack) -> Vec<NewTemplate> {
    let read = |template: &serde_json::Value| serde_json::from_value(template.clone()).expect("a template");
    pack.parts.iter().flat_map(|part| part.templates.iter().map(read)).collect()
}

#[test]
fn a_pack_is_whole() {
    let packs = packs();
    assert!(packs.len() >= 2, "there are packs");
    for (folder, Pack { facts, parts, .. }) in &packs {
        let place = folder.display();
        assert_eq!(folder.file_name().and_then(|name| name.to_str()), Some(facts.name.as_str()), "{place}");
        assert_eq!(facts.languages.iter().map(String::as_str).collect::<BTreeSet<_>>(), LANGUAGES.into(), "{place}");
        let settings = facts.settings.iter().map(|setting| &setting.about);
        let playbooks = parts.iter().flat_map(|part| [&part.playbook.title, &part.playbook.description]);
        for texts in [&facts.title, &facts.description].into_iter().chain(settings).chain(playbooks) {
            assert_eq!(Texts::keys(texts).collect::<Vec<_>>(), LANGUAGES, "{place}: {texts:?}");
        }
        for part in parts {
            let test = folder.join(format!("tests/{}.test.yaml", part.playbook.flow));
            assert!(test.exists(), "{}", test.display());
        }
        for readme in ["README.md", "README.es.md"] {
            assert!(folder.join(readme).exists(), "{place}: {readme}");
        }
    }
}

#[test]
fn a_pack_brings_whom_to_write_to_and_what_to_reach() {
    for (folder, pack) in packs() {
        let Outreach { attributes, segments, campaigns, series, goals } = &pack.outreach;
        let place = folder.display();
        assert!(segments.len() >= 2 && !campaigns.is_empty() && !series.is_empty() && goals.len() >= 2, "{place}");
        let texts = segments.iter().flat_map(|piece| [&piece.name, &piece.about]);
        let texts = texts.chain(campaigns.iter().flat_map(|piece| [&piece.name, &piece.about]));
        let texts = texts.chain(series.iter().flat_map(|piece| [&piece.name, &piece.about]));
        let texts = texts.chain(goals.iter().flat_map(|piece| [&piece.name, &piece.about]));
        let texts = texts.chain(attributes.iter().map(|piece| &piece.title));
        for texts in texts.chain(pack.facts.events.iter().map(|event| &event.about)) {
            assert_eq!(Texts::keys(texts).collect::<Vec<_>>(), LANGUAGES, "{place}: {texts:?}");
        }
        assert_eq!(pack::check(&pack), [], "{place}");
    }
}

#[test]
fn names_are_unique_over_all_packs() {
    let packs = packs();
    let mut names = BTreeSet::new();
    for part in packs.iter().flat_map(|(_, pack)| &pack.parts) {
        assert!(names.insert(domain::text::fold(&part.flow_name)), "two flows are called {}", part.flow_name);
    }
    let mut names = BTreeSet::new();
    for template in packs.iter().flat_map(|(_, pack)| templates(pack)) {
        let name = format!("{} in {}", template.name, template.language);
        assert!(names.insert(name.clone()), "two templates are called {name}");
    }
}

#[test]
fn meta_would_take_every_template() {
    for (folder, pack) in packs() {
        for template in templates(&pack) {
            let place = format!("{}: {} in {}", folder.display(), template.name, template.language);
            assert!(
                template.name.starts_with(&format!("{}_", pack.facts.name)),
                "{place}: begins with the pack's name"
            );
            assert_eq!(lint(&template), [], "{place}");
        }
    }
}

#[test]
fn the_checker_finds_nothing_also_among_the_templates() {
    for (folder, pack) in packs() {
        let known: Vec<KnownTemplate> = templates(&pack).iter().map(approved).collect();
        for part in &pack.parts {
            let flow = Flow::parse(&part.document).expect("read before");
            assert_eq!(flow.languages.len(), LANGUAGES.len(), "{}: {}", folder.display(), part.flow_name);
            let taught: Vec<String> = pack.intents.intents.iter().map(|intent| intent.name.clone()).collect();
            let named: Vec<String> = pack.intents.entities.iter().map(|entity| entity.name.clone()).collect();
            let around = Surroundings {
                templates: Some(&known),
                flows: Some(&[]),
                segments: Some(&[]),
                intents: Some(&taught),
                entities: Some(&named),
            };
            let (_, problems) = checker::check_among(&part.document, around);
            assert!(problems.is_empty(), "{}: {}: {problems:#?}", folder.display(), part.flow_name);
        }
    }
}

fn approved(template: &NewTemplate) -> KnownTemplate {
    KnownTemplate {
        name: template.name.clone(),
        language: template.language.clone(),
        status: TemplateStatus::Approved,
        blanks: template.body().map(|body| variables(body).len()),
    }
}

#[test]
fn the_choices_of_a_flow_are_the_buttons_of_its_template() {
    for (folder, pack) in packs() {
        let templates = templates(&pack);
        for part in &pack.parts {
            let flow = Flow::parse(&part.document).expect("read before");
            let flow = serde_json::to_value(&flow).expect("a document");
            for (node, content) in flow["nodes"].as_object().expect("nodes") {
                let say = &content["say"];
                let Some(name) = say["template"]["name"].as_str() else { continue };
                for language in LANGUAGES {
                    let place = format!("{}: {}, {node} in {language}", folder.display(), part.flow_name);
                    let code = language.replace('-', "_");
                    let template = templates.iter().find(|template| template.name == name && template.language == code);
                    let template = serde_json::to_value(template.expect(&place)).expect("JSON");
                    assert_eq!(choices(say, language), quick_replies(&template), "{place}");
                }
            }
        }
    }
}

fn choices(say: &serde_json::Value, language: &str) -> Vec<String> {
    let title = |choice: &serde_json::Value| {
        let title = choice.get("title")?;
        title.as_str().or_else(|| title.get(language)?.as_str()).map(str::to_owned)
    };
    say["buttons"].as_array().into_iter().flatten().map(|choice| title(choice).expect("a title")).collect()
}

fn quick_replies(template: &serde_json::Value) -> Vec<String> {
    let components = template["components"].as_array().expect("components").iter();
    let buttons = components.filter_map(|component| component["buttons"].as_array()).flatten();
    let replies = buttons.filter(|button| button["type"] == "QUICK_REPLY");
    replies.map(|button| button["text"].as_str().expect("a text").to_owned()).collect()
}

#[test]
fn what_a_pack_teaches_is_sound_and_in_its_three_languages() {
    for (folder, pack) in packs() {
        let place = folder.display();
        assert!((8..=12).contains(&pack.intents.intents.len()), "{place}: {} intents", pack.intents.intents.len());
        for intent in &pack.intents.intents {
            assert!(is_name(&intent.name), "{place}: {}", intent.name);
            assert!(intent.examples.len() >= 12, "{place}: {} has few examples", intent.name);
            assert_eq!(intent.title.len(), LANGUAGES.len(), "{place}: {}", intent.name);
        }
        for entity in &pack.intents.entities {
            assert_eq!(entity.fault(), None, "{place}: {}", entity.name);
        }
    }
}

/// What the draft's phone does with a pack: its templates are known, and nothing else of the business is there.
fn cast_of(pack: &Pack, flow: &Flow) -> Cast {
    let mut cast = Cast::new([("draft".to_owned(), flow.clone())]);
    for part in &pack.parts {
        cast.learn_templates(&serde_json::Value::Array(part.templates.clone()).to_string()).expect("templates");
    }
    cast
}

#[test]
fn what_customers_say_in_their_own_words_is_understood() {
    let mut wrong = Vec::new();
    for (folder, pack) in packs() {
        let source = std::fs::read_to_string(folder.join("tests/own-words.test.yaml")).expect("a test of free wording");
        let file = TestFile::parse(&source).expect("a test that reads");
        let understander = Understander::train(&pack.intents, None).expect("a pack that can be learnt");
        let named = |part: &&PackPart| file.flows.contains(&format!("../flows/{}.yaml", part.playbook.flow));
        let flows = pack
            .parts
            .iter()
            .filter(named)
            .map(|part| (part.flow_name.clone(), Flow::parse(&part.document).expect("read before")));
        let mut cast = Cast::new(flows).hearing(Some(Arc::new(understander)));
        for part in &pack.parts {
            cast.learn_templates(&serde_json::Value::Array(part.templates.clone()).to_string()).expect("templates");
        }
        for test in &file.tests {
            let played = play(&file, test, &cast);
            let findings = played.exchanges.iter().flat_map(|exchange| &exchange.findings).collect::<Vec<_>>();
            if !findings.is_empty() {
                wrong.push(format!("{}: {}: {findings:#?}", folder.display(), played.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn as_file(test: &impl serde::Serialize) -> TestFile {
    TestFile::parse(&serde_json::to_string(test).expect("JSON")).expect("a test, written again")
}

#[test]
fn every_sample_conversation_goes_as_it_says() {
    for (folder, pack) in packs() {
        for part in &pack.parts {
            let flow = Flow::parse(&part.document).expect("read before");
            let cast = cast_of(&pack, &flow);
            let file = part.test_file().expect("a test that reads").expect("a test");
            for sample in samples(&file) {
                let alone = as_file(&sample);
                let played = play(&alone, &alone.tests[0], &cast);
                let findings = played.exchanges.iter().flat_map(|exchange| &exchange.findings);
                let findings: Vec<_> = findings.collect();
                assert!(findings.is_empty(), "{}: {}: {findings:#?}", folder.display(), played.name);
            }
        }
    }
}

#[test]
fn whoever_writes_the_words_of_a_playbook_is_answered_as_in_real_life() {
    for (folder, pack) in packs() {
        for part in &pack.parts {
            let flow = Flow::parse(&part.document).expect("read before");
            let cast = cast_of(&pack, &flow);
            let ground = common_ground(&part.test_file().expect("a test that reads").expect("a test"));
            for word in &part.playbook.starts_with {
                let place = format!("{}: {} by “{word}”", folder.display(), part.flow_name);
                let steps = serde_json::json!([{ "says": word }]);
                let test = serde_json::json!({ "given": ground, "tests": [{ "name": word, "steps": steps }] });
                let file = as_file(&test);
                let played = play(&file, &file.tests[0], &cast);
                let happened: Vec<String> = played
                    .exchanges
                    .iter()
                    .flat_map(|exchange| &exchange.happenings)
                    .map(ToString::to_string)
                    .collect();
                assert!(happened.iter().any(|line| line.starts_with("bot: ")), "{place}: {happened:#?}");
                let trouble = happened.iter().find(|line| {
                    ["fallback", "→", "may not send"].iter().any(|sign| line.contains(sign))
                        || fallbacks(&flow).iter().any(|text| line.contains(text.as_str()))
                });
                assert_eq!(trouble, None, "{place}: {happened:#?}");
            }
        }
    }
}

fn fallbacks(flow: &Flow) -> Vec<String> {
    let flow = serde_json::to_value(flow).expect("a document");
    match flow.get("fallback") {
        Some(serde_json::Value::Object(texts)) => {
            texts.values().filter_map(serde_json::Value::as_str).map(str::to_owned).collect()
        }
        text => text.and_then(serde_json::Value::as_str).map(str::to_owned).into_iter().collect(),
    }
}
