// Template messages carry a name and values, not their text: whoever draws them looks the text up here.
import { useQuery } from "@tanstack/react-query";
import { createContext, useContext } from "react";
import type { Template } from "../api/types";
import { templatesQuery } from "../api/templates";
import type { TemplateSend } from "./meta";

/** The number whose templates are meant; `null` where there is none to ask. */
export const TemplateNumber = createContext<string | null>(null);

export function useTemplates(): Template[] {
  const numberId = useContext(TemplateNumber);
  const found = useQuery({ ...templatesQuery(numberId ?? ""), enabled: numberId !== null });
  return found.data?.items ?? [];
}

export function useTemplate(send: TemplateSend): Template | undefined {
  return useTemplates().find(({ name, language }) => name === send.name && language === send.language?.code);
}
