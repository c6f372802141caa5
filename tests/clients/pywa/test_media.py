"""Files: up, looked at, down, thrown away."""

import httpx
import pytest
from files import JPEG, MP3, MP4, OGG, PDF, PNG, WEBP
from pywa import errors

FILES = {
    "image/jpeg": JPEG,
    "image/png": PNG,
    "video/mp4": MP4,
    "audio/mpeg": MP3,
    "audio/ogg": OGG,
    "application/pdf": PDF,
    "image/webp": WEBP,
    "text/plain": b"hola",
}


@pytest.mark.parametrize("mime_type", FILES)
def test_up_and_down(wa, tmp_path, mime_type):
    content = FILES[mime_type]
    media = wa.upload_media(content, mime_type=mime_type, filename="file")
    address = wa.get_media_url(media.id)
    assert (address.mime_type, int(address.file_size)) == (mime_type, len(content))
    assert wa.get_media_bytes(address.url) == content
    assert wa.download_media(url=address.url, path=tmp_path, filename="copy").read_bytes() == content
    assert b"".join(wa.stream_media(address.url)) == content
    assert wa.delete_media(media.id, phone_id=wa.phone_id)
    with pytest.raises(errors.WhatsAppError):
        wa.get_media_url(media.id)


def test_an_address_lives_five_minutes_and_only_with_the_token(wa, emulator, stranger):
    media = wa.upload_media(JPEG, mime_type="image/jpeg", filename="a.jpg")
    address = wa.get_media_url(media.id)
    assert stranger.get(address.url).status_code == 401
    emulator.step(minutes=6)
    with pytest.raises(httpx.HTTPStatusError):
        wa.get_media_bytes(address.url)
    assert wa.get_media_bytes(address.regenerate_url().url) == JPEG


def test_media_is_sent_again_from_another_message(wa, inbox, ana):
    media = wa.upload_media(JPEG, mime_type="image/jpeg", filename="a.jpg")
    sent = wa.send_image(ana.phone, media)
    inbox.wait("on_message_status", lambda update: update.id == sent.id)
    assert media.reupload().id != media.id


def test_what_whatsapp_does_not_take(wa):
    with pytest.raises(errors.WhatsAppError):
        wa.upload_media(b"GIF89a", mime_type="image/gif", filename="a.gif")
