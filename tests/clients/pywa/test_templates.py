"""Templates of every component: made, reviewed, listed, sent, changed, judged, thrown away."""

import datetime

import pytest
from files import JPEG
from pywa import errors
from pywa.types import Pagination, ProductsSection
from pywa.types.templates import (
    AuthenticationBody,
    AuthenticationFooter,
    BodyText,
    Buttons,
    Carousel,
    CarouselCard,
    CatalogButton,
    CopyCodeButton,
    CopyCodeOTPButton,
    FooterText,
    HeaderDocument,
    HeaderImage,
    HeaderLocation,
    HeaderText,
    HeaderVideo,
    LibraryTemplate,
    LimitedTimeOffer,
    MPMButton,
    OneTapOTPButton,
    OTPSupportedApp,
    ParamFormat,
    PhoneNumberButton,
    QuickReplyButton,
    Template,
    TemplateCategory,
    TemplateLanguage,
    TemplateStatus,
    URLButton,
    ZeroTapOTPButton,
)

ENGLISH = TemplateLanguage.ENGLISH_US
APPS = [OTPSupportedApp(package_name="com.example.app", signature_hash="K8a/AINcGX7")]
PICTURE = "https://example.com/table.jpg"
TOMORROW = datetime.datetime.now(tz=datetime.UTC) + datetime.timedelta(days=400)


def card(index):
    picture = HeaderImage(example=JPEG, mime_type="image/jpeg")
    link = URLButton(text="Look", url="https://example.com/{{1}}", example="https://example.com/1")
    reply = QuickReplyButton(text="I want it")
    made = CarouselCard(components=[picture, BodyText("A fine room for two"), Buttons(buttons=[reply, link])])
    return made, lambda: made.params(
        index=index,
        params=[
            picture.params(image=PICTURE),
            reply.params(callback_data=f"room-{index}", index=0),
            link.params(url_variable=str(index), index=1),
        ],
    )


def marketing(name, *components, **more):
    return Template(name=name, language=ENGLISH, category=TemplateCategory.MARKETING, components=[*components], **more)


def utility(name, *components, **more):
    return Template(name=name, language=ENGLISH, category=TemplateCategory.UTILITY, components=[*components], **more)


def authentication(name, button):
    body, footer = AuthenticationBody(add_security_recommendation=True), AuthenticationFooter(code_expiration_minutes=5)
    made = Template(
        name=name,
        language=ENGLISH,
        category=TemplateCategory.AUTHENTICATION,
        components=[body, footer, Buttons(buttons=[button])],
    )
    return made, [body.params(otp="123456"), button.params(otp="123456")]


def with_words():
    header = HeaderText("Order {{1}}", "7")
    body = BodyText("Hello {{1}}, your order {{2}} has left our kitchen and comes at noon.", "Ana", "7")
    reply = QuickReplyButton(text="Thanks")
    call = PhoneNumberButton(text="Call us", phone_number="+34911223344")
    made = utility("with_words", header, body, FooterText(text="The bakery"), Buttons(buttons=[reply, call]))
    return made, [header.params("9"), body.params("Bea", "9"), reply.params(callback_data="thanks", index=0)]


def with_names():
    body = BodyText("Hello {{name}}, your table for {{people}} persons waits for you.", name="Ana", people="2")
    made = utility("with_names", body, parameter_format=ParamFormat.NAMED)
    return made, [body.params(name="Bea", people="4")]


def with_picture():
    header, body = HeaderImage(example=JPEG, mime_type="image/jpeg"), BodyText("This is how your table looks now.")
    return utility("with_picture", header, body), [header.params(image=PICTURE)]


def with_film():
    header, body = HeaderVideo(example=b"\0" * 32, mime_type="video/mp4"), BodyText("This is how your table looks.")
    return utility("with_film", header, body), [header.params(video="https://example.com/a.mp4")]


def with_document():
    header, body = HeaderDocument(example=b"%PDF", mime_type="application/pdf"), BodyText("Here is your bill.")
    return utility("with_document", header, body), [header.params(document="https://example.com/a.pdf")]


def with_place():
    header, body = HeaderLocation(), BodyText("Your order can be fetched here.")
    return utility("with_place", header, body), [header.params(lat=40.4, lon=-3.7, name="Us", address="Gran Vía 1")]


def with_link():
    link = URLButton(text="Follow it", url="https://example.com/{{1}}", example="https://example.com/7")
    made = utility("with_link", BodyText("Your order is on its way to you."), Buttons(buttons=[link]))
    return made, [link.params(url_variable="9", index=0)]


def with_coupon():
    body, code = BodyText("Ten percent off all cakes this week."), CopyCodeButton(example="CAKE10")
    return marketing("with_coupon", body, Buttons(buttons=[code])), [code.params(coupon_code="CAKE20", index=0)]


def with_offer():
    offer = LimitedTimeOffer(text="Only today", has_expiration=True)
    code = CopyCodeButton(example="CAKE10")
    link = URLButton(text="Buy", url="https://example.com/{{1}}", example="https://example.com/7")
    body = BodyText("Ten percent off all cakes.")
    made = marketing(
        "with_offer", HeaderImage(example=JPEG, mime_type="image/jpeg"), offer, body, Buttons(buttons=[code, link])
    )
    return made, [
        HeaderImage.params(image=PICTURE),
        offer.params(expiration_time=TOMORROW),
        code.params(coupon_code="CAKE20", index=0),
        link.params(url_variable="9", index=1),
    ]


def with_catalogue():
    button = CatalogButton(text="View catalog")
    made = marketing("with_catalogue", BodyText("All our bread, baked today."), Buttons(buttons=[button]))
    return made, [button.params(thumbnail_product_sku="loaf", index=0)]


def with_products():
    button, header = MPMButton(text="View items"), HeaderText("Bread")
    made = marketing("with_products", header, BodyText("Bread that we baked today."), Buttons(buttons=[button]))
    sections = [ProductsSection(title="Bread", skus=["loaf", "roll"])]
    return made, [button.params(thumbnail_product_sku="loaf", index=0, product_sections=sections)]


def with_cards():
    (first, first_params), (second, second_params) = card(0), card(1)
    cards = Carousel(cards=[first, second])
    made = marketing("with_cards", BodyText("Two rooms that you may like."), cards)
    return made, [cards.params(cards=[first_params(), second_params()])]


def with_code_to_copy():
    return authentication("with_code_to_copy", CopyCodeOTPButton(text="Copy"))


def with_one_tap():
    return authentication("with_one_tap", OneTapOTPButton(text="Copy", autofill_text="Fill", supported_apps=APPS))


def with_no_tap():
    button = ZeroTapOTPButton(text="Copy", autofill_text="Fill", supported_apps=APPS, zero_tap_terms_accepted=True)
    return authentication("with_no_tap", button)


TEMPLATES = [
    with_words,
    with_names,
    with_picture,
    with_film,
    with_document,
    with_place,
    with_link,
    with_coupon,
    with_offer,
    with_catalogue,
    with_products,
    with_cards,
    with_code_to_copy,
    with_one_tap,
    with_no_tap,
]


def approved(wa, inbox, template):
    """Made, and waited for until the reviewers are done with it."""
    created = wa.create_template(template)
    assert created.id
    if created.status != TemplateStatus.APPROVED:
        inbox.wait("on_template_status_update", lambda update: update.template_id == created.id)
    details = wa.get_template(created.id)
    assert details.status == TemplateStatus.APPROVED, details
    return details


@pytest.mark.parametrize("make", TEMPLATES, ids=lambda make: make.__name__)
def test_template(wa, emulator, inbox, make):
    template, params = make()
    details = approved(wa, inbox, template)
    assert (details.name, details.language) == (template.name, ENGLISH)
    customer = emulator.customer("Bea")
    sent = wa.send_template(customer.phone, template.name, ENGLISH, params)
    assert sent.status == "accepted"
    status = inbox.wait("on_message_status", lambda update: update.id == sent.id and update.pricing)
    assert status.pricing.category == details.category.lower()
    assert customer.messages()[-1]["message"]["type"] == "template"


def test_life(wa, inbox):
    first, _ = with_words()
    first.name = "a_life"
    details = approved(wa, inbox, first)
    found = wa.get_templates(name="a_life", statuses=[TemplateStatus.APPROVED], categories=[TemplateCategory.UTILITY])
    assert [template.id for template in found] == [details.id]
    assert wa.update_template(details.id, new_components=[BodyText("Now it says something else altogether.")])
    inbox.wait("on_template_status_update", lambda update: update.template_id == details.id)
    assert wa.delete_template("a_life", template_id=details.id)
    with pytest.raises(errors.WhatsAppError):
        wa.get_template(details.id)


def test_pages(wa, inbox):
    for number in range(3):
        template, _ = with_names()
        template.name = f"page_{number}"
        approved(wa, inbox, template)
    # One by one, because pywa's own next() of templates raises TypeError.
    page = wa.get_templates(pagination=Pagination(limit=2))
    seen = [template.name for template in page]
    while page.has_next:
        page = wa.get_templates(pagination=Pagination(limit=2, after=page.after))
        seen += [template.name for template in page]
    assert {"page_0", "page_1", "page_2"} <= set(seen)
    assert len(seen) == len(set(seen))


def test_review_refuses(wa, inbox):
    template = utility("refused", BodyText("Hello {{1}}{{2}}, how are you doing on this fine day?", "a", "b"))
    created = wa.create_template(template)
    update = inbox.wait("on_template_status_update", lambda update: update.template_id == created.id)
    assert update.new_status == TemplateStatus.REJECTED
    assert update.reason == "INVALID_FORMAT"


def test_wrong_forms_are_refused_at_once(wa):
    with pytest.raises(errors.WhatsAppError):
        wa.create_template(utility("Not A Name", BodyText("Hello")))


def test_library(wa):
    made = wa.create_template(
        LibraryTemplate(
            name="from_library",
            library_template_name="order_confirmed_emulated",
            category=TemplateCategory.UTILITY,
            language=ENGLISH,
            library_template_button_inputs=[URLButton.library_input(base_url="https://example.com/orders")],
        )
    )
    assert made.status == TemplateStatus.APPROVED


def test_archive(wa, inbox):
    template, _ = with_names()
    template.name = "old"
    details = approved(wa, inbox, template)
    assert tuple(wa.archive_templates([details.id]).archived) == (details.id,)
    assert tuple(wa.unarchive_templates([details.id]).unarchived) == (details.id,)


def test_pause_and_its_end(wa, emulator, inbox):
    template, params = with_names()
    template.name = "paused"
    details = approved(wa, inbox, template)
    emulator.control("PUT", f"/templates/{details.id}", {"status": "PAUSED"})
    paused = inbox.wait(
        "on_template_status_update", lambda update: update.template_id == details.id and update.new_status == "PAUSED"
    )
    with pytest.raises(errors.TemplatePaused):
        wa.send_template(emulator.customer().phone, "paused", ENGLISH, params)
    assert paused.unpause()
    assert wa.get_template(details.id).status == TemplateStatus.APPROVED


def test_comparison_needs_more_than_these_were_sent(wa, inbox):
    ids = []
    for name in ("this_one", "that_one"):
        template, _ = with_names()
        template.name = name
        ids.append(approved(wa, inbox, template).id)
    now = datetime.datetime.now(tz=datetime.UTC)
    with pytest.raises(errors.WhatsAppError, match="1,000"):
        wa.compare_templates(*ids, start=now - datetime.timedelta(days=7), end=now)


def test_marketing_messages(wa, emulator, inbox):
    template, params = with_coupon()
    template.name = "by_marketing"
    approved(wa, inbox, template)
    sent = wa.send_template(emulator.customer().phone, "by_marketing", ENGLISH, params, use_mm_lite_api=True)
    status = inbox.wait("on_message_status", lambda update: update.id == sent.id and update.pricing)
    assert status.pricing.category == "marketing_lite"
