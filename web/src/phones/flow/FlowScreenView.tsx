import { Button } from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import { useProblemText } from "../../app/problem-text";
import styles from "./flow.module.css";
import { inputProblem, visibleComponents } from "./components";
import { resolve, wordsOf } from "./expression";
import { FlowComponentView } from "./FlowComponentView";
import { type FlowComponent, type FlowScreen, isInput } from "./flow-json";
import { scopeOf, type Session } from "./session";
import type { OpenedFlow } from "./useFlow";

interface ScreenProps {
  screen: FlowScreen;
  screens: Session;
  flow: OpenedFlow;
}

/** A screen of a Flow; its footer is the one way on, and asks for what is missing first. */
export function FlowScreenView({ screen, screens, flow }: ScreenProps) {
  const words = useProblemText();
  const [asked, setAsked] = useState(false);
  const scope = scopeOf(screens);
  const components = visibleComponents(screen.layout?.children ?? [], scope);
  const footer = components.find(({ type }) => type === "Footer");
  const problemOf = (component: FlowComponent) => inputProblem(component, scope.form?.[component.name ?? ""], scope);
  const isComplete = components.every((component) => !isInput(component) || !problemOf(component));
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setAsked(true);
    if (isComplete && footer?.["on-click-action"]) flow.run(footer["on-click-action"]);
  };
  const captions = footer && [footer["left-caption"], footer["center-caption"], footer["right-caption"]];
  const complaint = flow.error ? words(flow.error) : flow.opened?.complaint;
  return (
    <form className={styles.screen} onSubmit={submit} noValidate>
      {components
        .filter(({ type }) => type !== "Footer")
        .map((component, index) => (
          <FlowComponentView
            key={component.name ?? index}
            component={component}
            scope={scope}
            problem={asked ? problemOf(component) : undefined}
            flow={flow}
          />
        ))}
      {complaint && (
        <p className={styles.error} role="alert">
          {complaint}
        </p>
      )}
      {footer && (
        <div className={styles.foot}>
          <div className={styles.captions}>
            {captions?.map((caption, index) => (
              <span key={index}>{wordsOf(resolve(caption, scope))}</span>
            ))}
          </div>
          <Button type="submit" loading={flow.isWaiting} fullWidth>
            {wordsOf(resolve(footer.label, scope))}
          </Button>
        </div>
      )}
    </form>
  );
}
