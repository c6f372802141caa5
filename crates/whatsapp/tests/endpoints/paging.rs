//! Lists of several pages.

use serde_json::json;
use whatsapp::client::{AccessToken, Config, SendError};

use crate::support::{Arrived, client, json as answer, servers};

fn page(id: &str, after: &str, is_last: bool) -> String {
    let next = if is_last { json!(null) } else { json!("https://graph.facebook.com/next") };
    let page = json!({"data": [{"id": id}], "paging": {"cursors": {"before": "B", "after": after}, "next": next}});
    answer(200, &page.to_string())
}

#[tokio::test]
async fn pages_follow_the_cursor_until_there_is_none() {
    let (base_url, served) = servers(vec![page("1", "X", false), page("2", "Y", false), page("3", "Z", true)]).await;
    let numbers = client(Config { base_url, ..Config::default() })
        .phone_numbers("102", &AccessToken::new("T"))
        .limit(1)
        .all()
        .await
        .unwrap();
    let ids: Vec<_> = numbers.into_iter().filter_map(|number| number.id).collect();
    assert_eq!(ids, ["1", "2", "3"]);
    let asked: Vec<String> = served.await.unwrap().iter().map(Arrived::request).collect();
    assert!(asked[0].ends_with("&limit=1"), "{asked:?}");
    assert!(asked[1].ends_with("&limit=1&after=X") && asked[2].ends_with("&limit=1&after=Y"), "{asked:?}");
}

#[tokio::test]
async fn a_page_that_fails_is_the_last_and_says_where_to_go_on() {
    let refusal = answer(400, r#"{"error":{"code":4,"message":"(#4) Too many calls"}}"#);
    let (base_url, _served) = servers(vec![page("1", "X", false), refusal]).await;
    let client = client(Config { base_url, ..Config::default() });
    let token = AccessToken::new("T");
    let mut numbers = client.phone_numbers("102", &token);
    assert_eq!(numbers.next().await.unwrap().result.unwrap().data.len(), 1);
    assert!(matches!(numbers.next().await.unwrap().result, Err(SendError::Refused { .. })));
    assert!(numbers.next().await.is_none());
    assert_eq!(numbers.cursor(), Some("X"));
}

#[tokio::test]
async fn a_cursor_that_leads_nowhere_else_ends_the_list() {
    let (base_url, _served) = servers(vec![page("1", "X", false), page("1", "X", false)]).await;
    let client = client(Config { base_url, ..Config::default() });
    let numbers = client.phone_numbers("102", &AccessToken::new("T")).all().await.unwrap();
    assert_eq!(numbers.len(), 2);
}
