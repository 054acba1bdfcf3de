import { Container, Head, Heading, Html, Link, Preview, Section, Text } from '@react-email/components';
import type { Letter, LetterButton, LetterFact, LetterFrame } from './letter';
import { styleSheet, styles } from './letter-style';
import { safeName } from './safe-name';

/**
 * The look of every message: one card, one button, no picture and nothing fetched from anywhere. Tables and inline
 * styles for Outlook, own colours for dark mail programs.
 */
export function LetterHtml({ letter, frame }: { letter: Letter; frame: LetterFrame }) {
  return (
    <Html lang="en">
      <Head>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no" />
        <title>{letter.subject}</title>
        <style>{styleSheet}</style>
      </Head>
      <body className="page" style={styles.body}>
        <Preview>{letter.preview}</Preview>
        <table width="100%" border={0} cellPadding={0} cellSpacing={0} role="presentation">
          <tbody>
            <tr>
              <td className="page" align="center" style={styles.page}>
                <Container width="480" className="card" style={styles.card}>
                  <LetterCard letter={letter} frame={frame} />
                </Container>
                <Text className="ink-3" style={styles.foot}>
                  {safeName(frame.applicationName)}
                </Text>
              </td>
            </tr>
          </tbody>
        </table>
      </body>
    </Html>
  );
}

function LetterCard({ letter, frame }: { letter: Letter; frame: LetterFrame }) {
  return (
    <table width="100%" border={0} cellPadding={0} cellSpacing={0} role="presentation">
      <tbody>
        <tr>
          <td className="inside" style={styles.inside}>
            <Tile name={frame.applicationName} />
            <Heading as="h1" className="ink" style={styles.heading}>
              {letter.heading}
            </Heading>
            {letter.paragraphs.map((paragraph) => (
              <Text key={paragraph} className="ink-2" style={styles.paragraph}>
                {paragraph}
              </Text>
            ))}
            {letter.code !== undefined && (
              <Text className="ink" style={styles.code}>
                {letter.code}
              </Text>
            )}
            <Facts facts={letter.facts} />
            {letter.button && <ActionButton button={letter.button} />}
            <SmallPrint letter={letter} frame={frame} />
          </td>
        </tr>
      </tbody>
    </table>
  );
}

/** The application's initial; decoration, so readers skip it. */
function Tile({ name }: { name: string }) {
  const initial = /[\p{L}\p{N}]\p{M}*/u.exec(name)?.[0].toUpperCase() ?? '·';
  return (
    <table align="center" border={0} cellPadding={0} cellSpacing={0} role="presentation" aria-hidden="true">
      <tbody>
        <tr>
          <td width="56" height="56" align="center" style={styles.tile}>
            {initial}
          </td>
        </tr>
      </tbody>
    </table>
  );
}

function Facts({ facts }: { facts: readonly LetterFact[] }) {
  return (
    <Section className="facts" style={styles.facts}>
      <table width="100%" border={0} cellPadding={0} cellSpacing={0}>
        <tbody>
          {facts.map((fact) => (
            <tr key={fact.label}>
              <th scope="row" className="ink-3" style={{ ...styles.label, fontWeight: 400 }}>
                {fact.label}
              </th>
              <td className="ink" style={styles.value}>
                {fact.value}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

/** A cell with a background around the link: Outlook draws no padding and no background on a link itself. */
function ActionButton({ button }: { button: LetterButton }) {
  return (
    <table width="100%" border={0} cellPadding={0} cellSpacing={0} role="presentation">
      <tbody>
        <tr>
          <td className="button" align="center" style={styles.button}>
            <Link href={button.url} className="button-link" style={styles.buttonLink}>
              {button.label}
            </Link>
          </td>
        </tr>
      </tbody>
    </table>
  );
}

function SmallPrint({ letter, frame }: { letter: Letter; frame: LetterFrame }) {
  return (
    <>
      {letter.notes.map((note) => (
        <Text key={note} className="ink-3" style={styles.note}>
          {note}
        </Text>
      ))}
      {letter.button && <PlainAddress url={letter.button.url} />}
      {frame.supportAddress && (
        <Text className="ink-3" style={styles.note}>
          Questions? Write to{' '}
          <Link href={`mailto:${frame.supportAddress}`} className="ink-3" style={styles.link}>
            {frame.supportAddress}
          </Link>
          .
        </Text>
      )}
    </>
  );
}

function PlainAddress({ url }: { url: string }) {
  return (
    <Text className="ink-3" style={styles.note}>
      If the button does not work, open this address:
      <br />
      <Link href={url} className="ink-3" style={styles.link}>
        {url}
      </Link>
    </Text>
  );
}
