import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const server = process.env.RECADO_URL ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [react()],
  server: {
    host: "127.0.0.1",
    proxy: { "/api": server, "/webhooks": server, "/emulator": server },
  },
  build: {
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What changes only when a dependency does: browsers keep it across releases of ours.
          groups: [
            {
              name: "vendor",
              test: /node_modules[\\/](react|react-dom|scheduler|@tanstack|i18next|react-i18next)[\\/]/,
            },
          ],
        },
      },
    },
  },
  test: { environment: "happy-dom", include: ["src/**/*.test.{ts,tsx}"] },
});
