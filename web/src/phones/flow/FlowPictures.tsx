import { Carousel } from "../../message/Carousel";
import styles from "./flow.module.css";
import type { ComponentProps } from "./FlowComponentView";
import { resolve, wordsOf } from "./expression";

interface Picture {
  src?: string;
  "alt-text"?: string;
}

/** Flow JSON carries pictures in base64. */
function dataUrl(source: string): string {
  if (source.startsWith("data:") || source.startsWith("http")) return source;
  const kind = source.startsWith("/9j/") ? "jpeg" : source.startsWith("UklGR") ? "webp" : "png";
  return `data:image/${kind};base64,${source}`;
}

export function FlowPictures({ component, scope }: ComponentProps) {
  const single = {
    src: wordsOf(resolve(component.src, scope)),
    "alt-text": wordsOf(resolve(component["alt-text"], scope)),
  };
  const many = resolve(component.images, scope);
  const pictures = component.type === "Image" ? [single] : Array.isArray(many) ? (many as Picture[]) : [];
  const drawn = pictures.map(({ src = "", "alt-text": alt = "" }, index) => (
    <img key={index} className={styles.picture} src={dataUrl(src)} alt={alt} />
  ));
  return drawn.length > 1 ? <Carousel cards={drawn} /> : drawn;
}
