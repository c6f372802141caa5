//! What all end points have in common: versions, tokens, fields, pages, refusals.

use emulator::OtherToken;
use proptest::prelude::*;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Business, NUMBER, WABA, code};

const APP: &str = "670843887433847";

async fn get(business: &Business, path: &str, token: &str) -> (u16, Value) {
    let url = format!("{}/{path}", business.running.base_url());
    let response = business.client.get(url).bearer_auth(token).send().await.unwrap();
    (response.status().as_u16(), response.json().await.unwrap())
}

#[tokio::test]
async fn every_version_is_served_and_none() {
    let business = Business::start().await;
    let cases = [
        ("v13.0/", 200, "v21.0"),
        ("v22.0/", 200, "v22.0"),
        ("v26.0/", 200, "v26.0"),
        ("", 200, "v26.0"),
        ("v27.0/", 400, "v26.0"),
    ];
    for (version, status, served) in cases {
        let url = format!("{}/{version}{NUMBER}", business.running.base_url());
        let response = business.client.get(url).bearer_auth("EAAemulated").send().await.unwrap();
        assert_eq!(response.headers()["facebook-api-version"], served, "{version}");
        assert_eq!(response.status(), status, "{version}");
    }
}

#[tokio::test]
async fn each_refusal_has_its_status_code_and_subcode() {
    let business = Business::with(|config| {
        config.other_tokens = vec![
            OtherToken::new("OLD", &[NUMBER]).expired(),
            OtherToken::new("ELSEWHERE", &[]),
            OtherToken::new("READER", &[NUMBER]).with_permissions(&["whatsapp_business_messaging"]),
        ];
    })
    .await;
    let unknown_field = format!("{NUMBER}?fields=id,nonsense");
    let wrong_proof = format!("{NUMBER}?appsecret_proof=0000");
    let cases = [
        ("1234567", "EAAemulated", 400, 100, 33),
        ("nonsense/phone_numbers", "EAAemulated", 400, 100, 33),
        (&format!("{NUMBER}/nonsense"), "EAAemulated", 400, 100, 0),
        (&unknown_field, "EAAemulated", 400, 100, 0),
        (&format!("{NUMBER}?fields=a{{b"), "EAAemulated", 400, 2_500, 0),
        (&format!("{WABA}/message_templates?after=!"), "EAAemulated", 400, 100, 0),
        (&wrong_proof, "EAAemulated", 400, 100, 0),
        (NUMBER, "", 401, 0, 0),
        (NUMBER, "nonsense", 401, 190, 0),
        (NUMBER, "OLD", 401, 190, 463),
        (NUMBER, "ELSEWHERE", 403, 200, 0),
        (&format!("{WABA}/message_templates"), "READER", 403, 10, 0),
        (NUMBER, "670843887433847|emulated-app-secret", 403, 200, 0),
        ("oauth/access_token?client_id=1&client_secret=2", "", 400, 101, 0),
        (&format!("oauth/access_token?client_id={APP}&client_secret=2"), "", 400, 1, 0),
    ];
    for (path, token, status, expected, subcode) in cases {
        let (got, answer) = get(&business, path, token).await;
        let told = answer["error"]["error_subcode"].as_i64().unwrap_or_default();
        assert_eq!((got, code(&answer), told), (status, expected, subcode), "{path} {token}: {answer}");
        assert!(answer["error"]["fbtrace_id"].is_string() && answer["error"]["type"].is_string());
    }
}

#[tokio::test]
async fn what_graph_refuses_is_said_in_the_message() {
    let business = Business::start().await;
    let profile = format!("{NUMBER}/whatsapp_business_profile");
    let (_, field) = business.get(&format!("{NUMBER}?fields=nonsense")).await;
    let (_, edge) = business.get(&format!("{NUMBER}/nonsense")).await;
    let (_, product) = business.post(&profile, json!({"about": "x"})).await;
    let told = "(#100) Tried accessing nonexisting field (nonsense) on node type (WhatsAppBusinessPhoneNumber)";
    assert_eq!((&field["error"]["message"], &edge["error"]["message"]), (&json!(told), &json!(told)));
    assert_eq!(product["error"]["message"], "(#100) The parameter messaging_product is required.");
    assert_eq!(product["error"]["error_data"]["details"], "The parameter messaging_product is required.");
    let (_, of_whatsapp) = business.send(json!({"to": "1"})).await;
    assert_eq!(of_whatsapp["error"]["message"], "(#100) Invalid parameter");
}

#[tokio::test]
async fn an_app_may_demand_proof_of_its_secret() {
    let business = Business::with(|config| config.require_app_secret_proof = true).await;
    assert_eq!(code(&business.get(NUMBER).await.1), 100);
    let secret = whatsapp::signature::AppSecret::new("emulated-app-secret");
    let proof = secret.sign(b"EAAemulated").replace("sha256=", "");
    assert_eq!(business.get(&format!("{NUMBER}?appsecret_proof={proof}")).await.0, 200);
}

#[tokio::test]
async fn tokens_are_given_and_explained() {
    let business = Business::with(|config| {
        config.other_tokens =
            vec![OtherToken::new("READER", &[NUMBER]).with_permissions(&["whatsapp_business_messaging"])];
    })
    .await;
    let grant = format!("oauth/access_token?client_id={APP}&client_secret=emulated-app-secret");
    let (_, app) = get(&business, &format!("{grant}&grant_type=client_credentials"), "").await;
    assert_eq!(app, json!({"access_token": format!("{APP}|emulated-app-secret"), "token_type": "bearer"}));
    let (_, code) = get(&business, &format!("{grant}&code=AQD"), "").await;
    assert_eq!(code["access_token"], "EAAemulated");
    let (_, reader) = business.get("debug_token?input_token=READER").await;
    assert_eq!(
        reader["data"]["granular_scopes"],
        json!([{"scope": "whatsapp_business_messaging", "target_ids": [NUMBER]}])
    );
    let (_, nobody) = business.get("debug_token?input_token=nobody").await;
    assert_eq!((&nobody["data"]["is_valid"], &nobody["data"]["error"]["code"]), (&json!(false), &json!(190)));
}

#[tokio::test]
async fn pages_lead_forth_and_back() {
    let business = Business::start().await;
    for n in 0..5 {
        let body = json!({"name": format!("t{n}"), "language": "es", "category": "UTILITY",
            "components": [{"type": "BODY", "text": "Tu pedido ya está listo."}]});
        business.handle().add_template(&body).unwrap();
    }
    let (_, first) = business.get(&format!("{WABA}/message_templates?limit=2&fields=name")).await;
    let names =
        |page: &Value| page["data"].as_array().unwrap().iter().map(|t| t["name"].to_string()).collect::<Vec<_>>();
    assert!(first["paging"].get("previous").is_none());
    let follow = async |page: &Value, way: &str| {
        let url = page["paging"][way].as_str().unwrap().to_owned();
        assert!(url.starts_with(business.running.base_url()) && url.contains("fields=name"), "{url}");
        business.client.get(url).bearer_auth("EAAemulated").send().await.unwrap().json::<Value>().await.unwrap()
    };
    let second = follow(&first, "next").await;
    let third = follow(&second, "next").await;
    assert_eq!((names(&second).len(), names(&third).len()), (2, 1));
    assert!(third["paging"].get("next").is_none());
    assert_eq!(names(&follow(&third, "previous").await), names(&second));
    assert_eq!(names(&follow(&second, "previous").await), names(&first));
}

#[tokio::test]
async fn addresses_follow_the_host_that_was_called() {
    let business = Business::start().await;
    let part = reqwest::multipart::Part::bytes(b"hola".to_vec()).mime_str("text/plain").unwrap();
    let form = reqwest::multipart::Form::new().text("messaging_product", "whatsapp").part("file", part);
    let uploaded =
        business.client.post(business.url(&format!("{NUMBER}/media"))).bearer_auth("EAAemulated").multipart(form);
    let id = uploaded.send().await.unwrap().json::<Value>().await.unwrap()["id"].as_str().unwrap().to_owned();
    let asked = business.client.get(business.url(&id)).bearer_auth("EAAemulated").header("host", "graph.facebook.com");
    let file: Value = asked.send().await.unwrap().json().await.unwrap();
    let url = file["url"].as_str().unwrap();
    assert!(url.starts_with("http://lookaside.fbsbx.com/whatsapp_business/attachments/?mid="), "as at Meta: {url}");
    let (_, file) = business.get(&id).await;
    assert!(file["url"].as_str().unwrap().starts_with(business.running.base_url()), "{file}");
}

#[tokio::test]
async fn nested_fields_are_picked() {
    let business = Business::start().await;
    let (_, account) = business.get(&format!("{WABA}?fields=name,phone_numbers{{id,verified_name}}")).await;
    let numbers = json!([{"id": NUMBER, "verified_name": "Emulated business"}]);
    assert_eq!((&account["id"], &account["name"]), (&json!(WABA), &json!("Emulated business")));
    assert_eq!((&account["phone_numbers"]["data"], account.as_object().unwrap().len()), (&numbers, 3));
    let (_, portfolio) = business.get("506914307656634/owned_whatsapp_business_accounts?fields=id").await;
    assert_eq!(portfolio["data"], json!([{"id": WABA}]));
}

#[tokio::test]
async fn lists_of_an_account_are_fields_too() {
    let business = Business::start().await;
    for name in ["first", "second"] {
        let body = json!({"name": name, "language": "es", "category": "UTILITY",
            "components": [{"type": "BODY", "text": "Tu pedido ya está listo."}]});
        business.handle().add_template(&body).unwrap();
    }
    let flow = json!({"name": "survey", "categories": ["SURVEY"]});
    let (_, flow) = business.post(&format!("{WABA}/flows"), flow).await;
    let (status, account) =
        business.get(&format!("{WABA}?fields=id,message_templates.limit(1){{name}},flows{{id}}")).await;
    assert_eq!(status, 200, "{account}");
    assert_eq!(account["message_templates"]["data"].as_array().unwrap().len(), 1);
    let next = account["message_templates"]["paging"]["next"].as_str().unwrap();
    let next: Value = business.client.get(next).bearer_auth("EAAemulated").send().await.unwrap().json().await.unwrap();
    let mut names = [&account["message_templates"], &next].map(|page| page["data"][0]["name"].as_str().unwrap());
    names.sort_unstable();
    assert_eq!(names, ["first", "second"]);
    assert_eq!(account["flows"]["data"], json!([{"id": flow["id"]}]));
    assert_eq!(code(&business.get(&format!("{WABA}?fields=flows{{nonsense}}")).await.1), 100);
}

#[tokio::test]
async fn the_library_is_searched_and_used() {
    let business = Business::start().await;
    let (_, found) = business.get("message_template_library?topic=PAYMENTS").await;
    let name = found["data"][0]["name"].as_str().unwrap();
    let body = json!({"name": "due", "language": "en_US", "category": "UTILITY", "library_template_name": name,
        "library_template_button_inputs": [{"type": "PHONE_NUMBER", "phone_number": "+16505551234"}]});
    let (status, created) = business.post(&format!("{WABA}/message_templates"), body).await;
    assert_eq!((status, &created["status"]), (200, &json!("APPROVED")), "{created}");
    let (_, previews) = business
        .get(&format!("{WABA}/message_template_previews?category=AUTHENTICATION&button_types=OTP&languages=es,en_US"))
        .await;
    assert_eq!(previews["data"].as_array().unwrap().len(), 2);
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "[a-z{}$.\\[\\]é]{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::hash_map(prop::sample::select(KEYS.to_vec()), inner, 0..5)
                .prop_map(|map| map.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()),
        ]
    })
}

const KEYS: [&str; 24] = [
    "name",
    "type",
    "components",
    "language",
    "category",
    "block_users",
    "user",
    "pin",
    "prompts",
    "commands",
    "flow_json",
    "screens",
    "layout",
    "children",
    "calling",
    "websites",
    "action",
    "session",
    "subject",
    "code",
    "messaging_product",
    "categories",
    "participants",
    "example",
];

const EDGES: [&str; 34] = [
    "",
    "messages",
    "marketing_messages",
    "media",
    "request_code",
    "verify_code",
    "register",
    "deregister",
    "settings",
    "whatsapp_business_profile",
    "conversational_automation",
    "whatsapp_commerce_settings",
    "block_users",
    "whatsapp_business_encryption",
    "message_qrdls",
    "username",
    "groups",
    "calls",
    "call_permissions",
    "phone_numbers",
    "message_templates",
    "upsert_message_templates",
    "template_analytics",
    "flows",
    "subscriptions",
    "uploads",
    "compare",
    "unpause",
    "assets",
    "publish",
    "migrate_flows",
    "message_templates/archive",
    "message_template_previews",
    "%ff",
];

/// Whatever is asked, there is an answer, and it is Meta's kind of answer.
#[test]
fn nothing_that_is_asked_breaks_it() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let business = runtime.block_on(Business::start());
    let ids = [NUMBER, WABA, APP, "506914307656634", "upload:1", "7", "Y2FwaV9ncm91cD", "oauth"];
    let call = (
        prop::sample::select(ids.to_vec()),
        prop::sample::select(EDGES.to_vec()),
        prop::sample::select(vec![Method::GET, Method::POST, Method::DELETE]),
        prop::option::of("[a-z{},.()=&\\[\\]%0-9]{0,20}"),
        any_json(),
    );
    let config = ProptestConfig { cases: 400, ..ProptestConfig::default() };
    let mut runner = proptest::test_runner::TestRunner::new(config);
    let outcome = runner.run(&call, |(id, edge, method, query, body)| {
        let path = format!("{id}/{edge}?{}", query.map(|query| format!("fields={query}")).unwrap_or_default());
        let request = business.client.request(method, business.url(&path)).bearer_auth("EAAemulated").json(&body);
        let (status, answer) = runtime.block_on(async {
            let response = request.send().await.unwrap();
            (response.status().as_u16(), response.json::<Value>().await)
        });
        let answer = answer.map_err(|error| TestCaseError::fail(format!("{path}: {error}")))?;
        prop_assert!(status == 200 || answer["error"]["code"].is_number(), "{} {} {}", path, status, answer);
        Ok(())
    });
    outcome.unwrap();
}
