//! Products, cards and bills.

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::{BoxedStrategy, Strategy, any};
use proptest::{prop_oneof, sample};

use super::tappable::{footed, framed, reply};
use super::words::{any_header, any_picture, id, lines, maybe_words, number_id, url, words};
use crate::limits::{CARD_BODY, CARDS, HEADER_TEXT, INTERACTIVE_BODY, LINK_BUTTON_TEXT, PRODUCTS, SECTION_TITLE};
use crate::message::{
    Amount, CarouselCard, GoodsKind, MediaSource, Message, Order, OrderDetails, OrderItem, OrderState, OrderUpdate,
    PaymentSetting, ProductReference, ProductSection,
};

pub(super) fn any_commerce(source: &BoxedStrategy<MediaSource>) -> BoxedStrategy<Message> {
    let bill = (lines(INTERACTIVE_BODY), any_bill()).prop_map(|(body, bill)| Message::order_details(body, bill));
    let update = (lines(INTERACTIVE_BODY), any_update()).prop_map(|(body, news)| Message::order_status(body, news));
    prop_oneof![
        1 => footed(product()),
        1 => footed(product_list()),
        1 => footed(catalog()),
        2 => carousel(source),
        2 => framed(bill.boxed(), any_header(source)),
        1 => footed(update.boxed()),
    ]
    .boxed()
}

pub(super) fn any_sections() -> BoxedStrategy<Vec<ProductSection>> {
    vec((words(SECTION_TITLE), vec(id(), 1..=PRODUCTS / 3)), 1..=3)
        .prop_map(|sections| {
            let section = |(title, products)| ProductSection::new(Some(title), products);
            sections.into_iter().map(section).collect()
        })
        .boxed()
}

fn product() -> BoxedStrategy<Message> {
    (number_id(), id(), maybe_words(INTERACTIVE_BODY))
        .prop_map(|(catalog, product, body)| Message::product(ProductReference::new(catalog, product), body))
        .boxed()
}

fn product_list() -> BoxedStrategy<Message> {
    (words(HEADER_TEXT), lines(INTERACTIVE_BODY), number_id(), any_sections())
        .prop_map(|(header, body, catalog, sections)| Message::product_list(header, body, catalog, sections))
        .boxed()
}

fn catalog() -> BoxedStrategy<Message> {
    (lines(INTERACTIVE_BODY), of(id())).prop_map(|(body, thumbnail)| Message::catalog(body, thumbnail)).boxed()
}

fn carousel(source: &BoxedStrategy<MediaSource>) -> BoxedStrategy<Message> {
    let number = || 2..=CARDS;
    let link = (any_picture(source), words(LINK_BUTTON_TEXT), url(), words(CARD_BODY))
        .prop_map(|(picture, text, url, body)| CarouselCard::link(picture, text, url).with_body(body));
    let replies = (any_picture(source), reply())
        .prop_map(|(picture, reply)| CarouselCard::replies(picture, [(reply.id, reply.title)]));
    let products = (number_id(), vec(id(), number())).prop_map(|(catalog, products)| {
        products.into_iter().map(|product| CarouselCard::product(&*catalog, product)).collect()
    });
    let cards = prop_oneof![vec(link, number()), vec(replies, number()), products];
    (lines(INTERACTIVE_BODY), cards).prop_map(|(body, cards)| Message::carousel(body, cards)).boxed()
}

pub(super) fn any_bill() -> BoxedStrategy<OrderDetails> {
    let money = || (0_i64..10_000_000).prop_map(Amount::hundredths);
    let item = (words(60), money(), 1_u32..20).prop_map(|(name, amount, many)| OrderItem::new(name, amount, many));
    let goods = sample::select(vec![GoodsKind::DigitalGoods, GoodsKind::PhysicalGoods]);
    let order = (vec(item, 1..5), of(money()), of(money()), any::<bool>());
    (order, goods, "[A-Za-z0-9_.-]{1,35}", any::<bool>(), url())
        .prop_map(|((items, tax, shipping, discounted), goods, reference, in_brazil, page)| {
            let mut order = Order { tax, shipping, ..Order::new(items) };
            if discounted {
                order = order.with_discount(Amount::hundredths(1).described("one"));
            }
            if in_brazil {
                return OrderDetails::brazil(reference, goods, order).payable_by(PaymentSetting::link(page));
            }
            OrderDetails::india(reference, goods, order).payable_by(PaymentSetting::gateway("razorpay", "main"))
        })
        .boxed()
}

pub(super) fn any_update() -> BoxedStrategy<OrderUpdate> {
    let states = vec![OrderState::Processing, OrderState::PartiallyShipped, OrderState::Shipped, OrderState::Completed];
    ("[A-Za-z0-9_.-]{1,35}", sample::select(states), maybe_words(100))
        .prop_map(|(reference, state, words)| {
            let update = OrderUpdate::new(reference, state);
            match words {
                Some(words) => update.described(words),
                None => update,
            }
        })
        .boxed()
}
