// A file as text, to travel in JSON.

export function inBase64(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onerror = () => {
      reject(reader.error ?? new Error("the file cannot be read"));
    };
    reader.onload = () => {
      const [, data = ""] = typeof reader.result === "string" ? reader.result.split(",") : [];
      resolve(data);
    };
    reader.readAsDataURL(file);
  });
}
