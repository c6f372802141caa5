import { TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { useShortcuts } from "./shortcuts";

interface SearchBoxProps {
  label: string;
  /** What the address says is searched for. */
  value: string | undefined;
  onChange: (text: string | undefined) => void;
  className?: string;
}

/** Searches while one types; `/` leads to it, Escape out of it. */
export function SearchBox({ label, value, onChange, className }: SearchBoxProps) {
  const box = useRef<HTMLInputElement>(null);
  const changeSoon = useDebouncedCallback((text: string) => {
    onChange(text.trim() || undefined);
  }, 250);
  useShortcuts({ "/": () => box.current?.focus() });
  useEffect(() => {
    // Cleared from outside, by a link without a search; never under the fingers of somebody who types.
    if (box.current && value === undefined && document.activeElement !== box.current) box.current.value = "";
  }, [value]);
  return (
    <TextInput
      ref={box}
      className={className}
      type="search"
      size="sm"
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={16} />}
      defaultValue={value}
      onChange={(event) => {
        changeSoon(event.currentTarget.value);
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        // The browser would clear the box, and the list would lose what was found.
        event.preventDefault();
        event.currentTarget.blur();
      }}
    />
  );
}
