import { expect, it } from "vitest";
import { parseFormatting, type Piece } from "./formatting";

function html(pieces: Piece[]): string {
  return pieces
    .map((piece) =>
      "pieces" in piece
        ? `<${piece.kind}>${html(piece.pieces)}</>`
        : piece.kind === "text"
          ? piece.text
          : `<${piece.kind}>${piece.text}</>`,
    )
    .join("");
}

it.each([
  ["hola", "hola"],
  ["*hola*", "<bold>hola</>"],
  ["un *pedido _urgente_* ya", "un <bold>pedido <italic>urgente</></> ya"],
  ["~antes~ ahora", "<struck>antes</> ahora"],
  ["2 * 3 * 4", "2 * 3 * 4"],
  ["snake_case_name", "snake_case_name"],
  ["*a\nb*", "*a\nb*"],
  ["```let *x*```", "<mono>let *x*</>"],
  ["`A-1042`", "<mono>A-1042</>"],
  ["mira https://example.com/a_b_c.", "mira <link>https://example.com/a_b_c</>."],
  ["¡*Gracias*!", "¡<bold>Gracias</>!"],
])("%s", (text, expected) => {
  expect(html(parseFormatting(text))).toBe(expected);
});
