// One message of each kind, as a business would send it: to begin from, and to see every kind drawn.
import examples from "./gallery.json";

export interface GalleryItem {
  name: string;
  body: Record<string, unknown>;
}

/** Their pictures are the app's own, so that they can be seen without the internet. */
export function galleryOf(to: string, origin: string): GalleryItem[] {
  return examples.map(({ name, message }) => {
    const own = JSON.parse(JSON.stringify(message).replaceAll("{{origin}}", origin)) as Record<string, unknown>;
    return { name, body: { messaging_product: "whatsapp", recipient_type: "individual", to, ...own } };
  });
}
