import { Fragment } from "react";
import { parseFormatting, type Piece } from "./formatting";
import styles from "./message.module.css";

function PieceView({ piece }: { piece: Piece }) {
  switch (piece.kind) {
    case "text":
      return piece.text;
    case "mono":
      return <code>{piece.text}</code>;
    case "link":
      return (
        <a href={piece.text} target="_blank" rel="noreferrer noopener">
          {piece.text}
        </a>
      );
    case "bold":
      return (
        <strong>
          <Pieces pieces={piece.pieces} />
        </strong>
      );
    case "italic":
      return (
        <em>
          <Pieces pieces={piece.pieces} />
        </em>
      );
    case "struck":
      return (
        <s>
          <Pieces pieces={piece.pieces} />
        </s>
      );
  }
}

function Pieces({ pieces }: { pieces: Piece[] }) {
  return pieces.map((piece, index) => (
    <Fragment key={index}>
      <PieceView piece={piece} />
    </Fragment>
  ));
}

export function FormattedText({ text }: { text: string }) {
  return (
    <p className={styles.text} dir="auto">
      <Pieces pieces={parseFormatting(text)} />
    </p>
  );
}
