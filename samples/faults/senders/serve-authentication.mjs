// The exchange of authmod=adobe as FMLE and FFmpeg know it: three connections, each closed by the server but the last.

const REJECT = '[ AccessManager.Reject ] :';

/** The answer to `connect`, by what its app says; no password is right. */
export function answerAuthentication(it, transaction, { rejected }) {
  const said = it.received.toString('latin1');
  it.strike();
  setTimeout(() => it.socket.end(), 100);
  if (said.includes('response='))
    return rejected(transaction, `${REJECT} [ authmod=adobe ] : ?reason=authfailed&opaque=c29tZQ==`);
  if (said.includes('authmod=adobe')) {
    const question = '?reason=needauth&user=someone&salt=5WYAAA==&challenge=oF0AAA==&opaque=oF0AAA==';
    return rejected(transaction, `${REJECT} [ authmod=adobe ] : ${question}`);
  }
  return rejected(transaction, `${REJECT} [ code=403 need auth; authmod=adobe ] : `);
}
