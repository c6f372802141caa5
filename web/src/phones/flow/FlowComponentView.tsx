import { useTranslation } from "react-i18next";
import { FormattedText } from "../../message/FormattedText";
import styles from "./flow.module.css";
import type { InputProblem } from "./components";
import { resolve, type Scope, wordsOf } from "./expression";
import { type FlowComponent, isInput } from "./flow-json";
import { FlowInputView } from "./FlowInputView";
import { FlowNavigation } from "./FlowNavigation";
import { FlowPictures } from "./FlowPictures";
import { richText } from "./rich-text";
import type { OpenedFlow } from "./useFlow";

export interface ComponentProps {
  component: FlowComponent;
  scope: Scope;
  problem?: InputProblem;
  flow: OpenedFlow;
}

/** A component of a Flow's screen; one we do not know is named. */
export function FlowComponentView(props: ComponentProps) {
  const { t } = useTranslation();
  const { component, scope, flow } = props;
  const text = richText(resolve(component.text, scope));
  if (isInput(component)) return <FlowInputView {...props} />;
  switch (component.type) {
    case "TextHeading":
      return <h3 className={styles.heading}>{text}</h3>;
    case "TextSubheading":
      return <h4 className={styles.subheading}>{text}</h4>;
    case "TextBody":
    case "RichText":
      return <FormattedText text={text} />;
    case "TextCaption":
      return <p className="soft small">{text}</p>;
    case "Image":
    case "ImageCarousel":
      return <FlowPictures {...props} />;
    case "NavigationList":
      return <FlowNavigation {...props} />;
    case "EmbeddedLink":
      return (
        <button
          type="button"
          className={styles.link}
          onClick={() => {
            if (component["on-click-action"]) flow.run(component["on-click-action"]);
          }}
        >
          {wordsOf(resolve(component.text, scope))}
        </button>
      );
    default:
      return <p className="soft small">{t("phones.flow.unknown", { type: component.type })}</p>;
  }
}
