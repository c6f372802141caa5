import { Input } from "@mantine/core";
import { useId } from "react";
import { keepFile } from "../../api/emulator";
import { useAction } from "../../app/notify";
import styles from "./flow.module.css";
import { inBase64 } from "../files";
import type { FrameProps } from "./FlowChoices";

interface KeptFile {
  id: string;
  file_name: string;
  mime_type: string;
  sha256: string;
}

/** Photos or documents for the Flow's answer; the emulator keeps them, the answer names them. */
export function FlowFiles({ frame, photos, value, onChange }: FrameProps & { photos: boolean }) {
  const id = useId();
  const files = Array.isArray(value) ? (value as KeptFile[]) : [];
  const keep = useAction({
    mutationFn: async (chosen: File[]) =>
      Promise.all(
        chosen.map(async (file): Promise<KeptFile> => {
          const kept = await keepFile({ mime_type: file.type, data: await inBase64(file) });
          return { ...kept, file_name: file.name, mime_type: file.type };
        }),
      ),
    onSuccess: onChange,
  });
  return (
    <Input.Wrapper {...frame} id={id}>
      <input
        id={id}
        className={styles.files}
        type="file"
        multiple
        accept={photos ? "image/*" : undefined}
        disabled={frame.disabled || keep.isPending}
        onChange={(event) => {
          keep.mutate([...(event.currentTarget.files ?? [])]);
        }}
      />
      {files.map((file) => (
        <div key={file.id} className="soft small">
          {file.file_name}
        </div>
      ))}
    </Input.Wrapper>
  );
}
