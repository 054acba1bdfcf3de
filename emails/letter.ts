/** One message in the form that every template fills and both versions, HTML and plain text, are made of. */
export interface Letter {
  /** One line, for the header of the message. */
  readonly subject: string;
  /** What the list of messages shows after the subject. */
  readonly preview: string;
  readonly heading: string;
  readonly paragraphs: readonly string[];
  readonly facts: readonly LetterFact[];
  /** What is to be typed somewhere. */
  readonly code?: string;
  readonly button: LetterButton | null;
  /** Small print: what the link does, and what to do when the message was not expected. */
  readonly notes: readonly string[];
}

export interface LetterFact {
  readonly label: string;
  readonly value: string;
}

export interface LetterButton {
  readonly label: string;
  readonly url: string;
}

/** What stands around every letter. */
export interface LetterFrame {
  readonly applicationName: string;
  readonly supportAddress: string | null;
}
