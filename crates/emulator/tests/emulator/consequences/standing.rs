//! What Meta makes of templates, numbers and the portfolio: quality, trials, categories, tiers.

use emulator::{Quality, Tier};
use serde_json::json;

use super::{HOUR, MINUTE, OCTOBER, fate, somebody, statuses_of, stopped, template, template_to, told};
use crate::support::{NUMBER, SOON, code, text_to};

#[tokio::test]
async fn a_red_template_is_paused_twice_and_then_disabled() {
    let business = stopped(|_| {}).await;
    let id = template(&business, "UTILITY");
    let code_now = async || fate(&business, template_to("+34600111222", "utility")).await.code();
    for hours in [3, 6] {
        assert!(business.handle().set_template_quality(&id, Quality::Red));
        assert_eq!(code_now().await, 132_015);
        business.handle().step_time((hours * 60 - 1) * MINUTE);
        assert_eq!(code_now().await, 132_015);
        business.handle().step_time(MINUTE);
        assert_eq!(code_now().await, 0, "the pause of {hours} hours is over");
    }
    business.handle().set_template_quality(&id, Quality::Red);
    business.handle().step_time(24 * HOUR);
    assert_eq!(code_now().await, 132_016);
    let moves: Vec<String> = told(&business, "message_template_status_update")
        .await
        .iter()
        .map(|value| format!("{} {}", value["event"].as_str().unwrap(), value["other_info"]["title"].as_str().unwrap()))
        .collect();
    let expected =
        ["PAUSED FIRST_PAUSE", "APPROVED UNPAUSE", "PAUSED SECOND_PAUSE", "APPROVED UNPAUSE", "DISABLED DISABLED"];
    assert_eq!(moves, expected);
    let quality = told(&business, "message_template_quality_update").await;
    assert_eq!(quality[0]["new_quality_score"], "RED");
    assert_eq!(quality[0]["previous_quality_score"], "UNKNOWN");
}

#[tokio::test]
async fn complaints_make_a_template_and_a_number_red() {
    let business = stopped(|_| {}).await;
    template(&business, "MARKETING");
    for n in 0..3 {
        let customer = somebody(&business, &format!("3460011122{n}"));
        let sent = fate(&business, template_to(&format!("+3460011122{n}"), "marketing")).await;
        assert_eq!(sent.words(), ["sent", "delivered"]);
        if n == 2 {
            business.handle().customer_blocks(customer, true);
        } else {
            business.handle().customer_reports(customer);
        }
    }
    assert_eq!(fate(&business, template_to("+34600111229", "marketing")).await.code(), 132_015);
    assert_eq!(told(&business, "phone_number_quality_update").await[0]["event"], "FLAGGED");
    // Whoever has blocked the number is still sent to, and never reached.
    let blocked = somebody(&business, "34600111777");
    business.handle().customer_says(blocked, "hola");
    business.handle().customer_blocks(blocked, true);
    assert_eq!(fate(&business, text_to("+34600111777", "¿hola?")).await.words(), ["sent"]);
}

#[tokio::test]
async fn a_template_on_trial_is_held_and_then_sent_or_dropped() {
    for (good, expected, status) in [(true, "delivered", 0), (false, "failed", 132_015)] {
        let business = stopped(|config| {
            config.limits.pacing_after = 2;
            config.limits.pacing_ms = 60_000;
        })
        .await;
        let id = template(&business, "MARKETING");
        let mut held = Vec::new();
        for n in 0..4 {
            let sent = fate(&business, template_to(&format!("+3460011122{n}"), "marketing")).await;
            let word = sent.answer["messages"][0]["message_status"].as_str().unwrap().to_owned();
            assert_eq!(word, if n < 2 { "accepted" } else { "held_for_quality_assessment" });
            if n >= 2 {
                assert!(sent.statuses.is_empty(), "nothing is told of what is held");
                held.push(sent.answer["messages"][0]["id"].clone());
            }
        }
        if !good {
            business.handle().set_template_quality(&id, Quality::Red);
        }
        business.handle().step_time(MINUTE);
        business.handle().wait_until_quiet(SOON).await.unwrap();
        for id in held {
            let last = statuses_of(&business, &id).pop().unwrap();
            assert_eq!((&last["status"], last["errors"][0]["code"].as_i64().unwrap_or(0)), (&json!(expected), status));
        }
        let next = fate(&business, template_to("+34600111229", "marketing")).await;
        assert_eq!(next.code(), status, "after the trial");
    }
}

#[tokio::test]
async fn a_portfolio_that_is_looked_at_waits() {
    let business = stopped(|_| {}).await;
    template(&business, "UTILITY");
    for (good, expected) in [(true, "delivered"), (false, "failed")] {
        business.handle().set_portfolio_pacing(true, true);
        let sent = fate(&business, template_to("+34600111222", "utility")).await;
        assert_eq!(sent.answer["messages"][0]["message_status"], "paused");
        business.handle().set_portfolio_pacing(false, good);
        business.handle().wait_until_quiet(SOON).await.unwrap();
        let last = statuses_of(&business, &sent.answer["messages"][0]["id"]).pop().unwrap();
        assert_eq!(last["status"], expected);
    }
}

#[tokio::test]
async fn a_category_changes_with_a_days_notice_and_the_price_with_it() {
    let business = stopped(|_| {}).await;
    let id = template(&business, "UTILITY");
    assert!(business.handle().correct_category(&id, "MARKETING", true));
    let before = fate(&business, template_to("+34600111222", "utility")).await;
    assert_eq!(before.statuses[0]["pricing"]["category"], "utility");
    business.handle().step_time(24 * HOUR);
    let after = fate(&business, template_to("+34600111222", "utility")).await;
    assert_eq!(after.statuses[0]["pricing"]["category"], "marketing");
    let updates = told(&business, "template_category_update").await;
    assert_eq!(
        (&updates[0]["new_category"], &updates[0]["correct_category"]),
        (&json!("UTILITY"), &json!("MARKETING"))
    );
    assert_eq!(updates[0]["category_update_timestamp"], OCTOBER / 1_000 + 24 * 3_600);
    assert_eq!(updates[1]["previous_category"], "UTILITY");
    assert_eq!(updates[1]["new_category"], "MARKETING");
}

#[tokio::test]
async fn a_tier_counts_people_outside_of_windows_in_24_hours() {
    let business = stopped(|config| {
        config.limits.tier = Tier::Tier250;
        config.limits.messages_per_second = 10_000;
    })
    .await;
    template(&business, "UTILITY");
    let to = |n: usize| template_to(&format!("+34600111{n:03}"), "utility");
    for n in 0..250 {
        assert_eq!(business.send(to(n)).await.0, 200);
    }
    assert_eq!(fate(&business, to(0)).await.code(), 0, "who has been written to is not counted again");
    assert_eq!(fate(&business, to(250)).await.code(), 131_048);
    let ana = somebody(&business, "34600222333");
    business.handle().customer_says(ana, "hola");
    assert_eq!(fate(&business, template_to("+34600222333", "utility")).await.code(), 0, "an open window is free");
    business.handle().step_time(24 * HOUR);
    assert_eq!(fate(&business, to(250)).await.code(), 0);
}

#[tokio::test]
async fn half_of_a_tier_earns_the_next_in_six_hours() {
    let business = stopped(|config| {
        config.limits.tier = Tier::Tier2K;
        config.limits.messages_per_second = 10_000;
        config.statuses = false;
    })
    .await;
    template(&business, "UTILITY");
    for n in 0..1_000 {
        business.send(template_to(&format!("+3460011{n:04}"), "utility")).await;
    }
    business.handle().step_time(359 * MINUTE);
    assert!(told(&business, "business_capability_update").await.is_empty());
    business.handle().step_time(MINUTE);
    let told = told(&business, "business_capability_update").await;
    assert_eq!(told[0]["max_daily_conversations_per_business"], "TIER_10K");
}

#[tokio::test]
async fn an_upgrade_takes_a_minute_and_gives_a_thousand_a_second() {
    let business = stopped(|config| config.limits.messages_per_second = 1).await;
    let send = async |n: usize| code(&business.send(text_to(&format!("+3460011{n:04}"), "hola")).await.1);
    assert_eq!((send(0).await, send(1).await), (0, 130_429));
    assert!(business.handle().upgrade_throughput(NUMBER));
    assert_eq!(send(2).await, 131_057);
    business.handle().step_time(MINUTE);
    for n in 0..20 {
        assert_eq!(send(n).await, 0);
    }
    assert_eq!(told(&business, "phone_number_quality_update").await[0]["event"], "THROUGHPUT_UPGRADE");
}
