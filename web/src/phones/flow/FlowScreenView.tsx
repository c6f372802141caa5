import { Button } from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import styles from "../phones.module.css";
import { inputProblem, visibleComponents } from "./components";
import { resolve, wordsOf } from "./expression";
import { FlowComponentView } from "./FlowComponentView";
import { type FlowScreen, isInput } from "./flow-json";
import { scopeOf } from "./session";
import type { OpenedFlow } from "./useFlow";

/** A screen of a Flow; its footer is the one way on, and asks for what is missing first. */
export function FlowScreenView({ screen, flow }: { screen: FlowScreen; flow: OpenedFlow }) {
  const [asked, setAsked] = useState(false);
  const scope = scopeOf(flow.session);
  const components = visibleComponents(screen.layout?.children ?? [], scope);
  const footer = components.find(({ type }) => type === "Footer");
  const problemOf = (component: (typeof components)[number]) =>
    inputProblem(component, scope.form?.[component.name ?? ""], scope);
  const isComplete = components.every((component) => !isInput(component) || !problemOf(component));
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setAsked(true);
    if (isComplete && footer?.["on-click-action"]) flow.run(footer["on-click-action"]);
  };
  const captions = footer && [footer["left-caption"], footer["center-caption"], footer["right-caption"]];
  const message = scope.data?.error_message;
  return (
    <form className={styles.flow} onSubmit={submit} noValidate>
      {typeof message === "string" && message !== "" && <p className={styles.flowError}>{message}</p>}
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
      {flow.error && (
        <p className={styles.flowError} role="alert">
          {flow.error}
        </p>
      )}
      {footer && (
        <div className={styles.flowFoot}>
          <div className={styles.flowCaptions}>
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
