import { type AmfValue, propertyOf } from '../amf/value.ts';

/**
 * How far a client has come that must name itself, often with a new connection for each step: the server asks for a user,
 * the client names it, the server challenges, the client responds; or the server says what was wrong.
 */
export const AUTH_STAGES = ['needAuth', 'user', 'challenge', 'response', 'noSuchUser', 'authFailed'] as const;

/** One of the steps. */
export type AuthStage = (typeof AUTH_STAGES)[number];

/** A step of the authentication that Adobe's and Limelight's servers began (authmod=adobe, authmod=llnw). */
export type AuthStep = {
  readonly stage: AuthStage;
  /** `adobe`, `llnw`, or what else stands there. */
  readonly method: string;
  /** The user, where the step names one. */
  readonly user: string | undefined;
};

const METHOD = /authmod=([^\s;&\]]+)/;

/** The step that a refusal takes, by its description; `undefined` for a refusal of another kind. */
function stepOfRefusal(description: string): AuthStep | undefined {
  const method = METHOD.exec(description)?.[1];
  if (method === undefined) return undefined;
  const user = parameterOf(description, 'user');
  switch (parameterOf(description, 'reason')) {
    case 'needauth':
      return { stage: 'challenge', method, user };
    case 'nosuchuser':
      return { stage: 'noSuchUser', method, user };
    case 'authfailed':
      return { stage: 'authFailed', method, user };
    default:
      return description.includes('need auth') ? { stage: 'needAuth', method, user } : undefined;
  }
}

/** The step that a connect takes, by its application or URL. */
function stepOfConnect(address: string): AuthStep | undefined {
  const method = METHOD.exec(address)?.[1];
  if (method === undefined) return undefined;
  const user = parameterOf(address, 'user');
  if (parameterOf(address, 'response') !== undefined) return { stage: 'response', method, user };
  return user === undefined ? undefined : { stage: 'user', method, user };
}

/** The step of the authentication that a command takes; `undefined` for most. */
export function authStepOf(
  name: string,
  object: AmfValue,
  values: readonly AmfValue[],
): AuthStep | undefined {
  if (name === 'connect') {
    for (const property of ['app', 'tcUrl']) {
      const address = propertyOf(object, property);
      const step = typeof address === 'string' ? stepOfConnect(address) : undefined;
      if (step !== undefined) return step;
    }
  } else if (name === '_error') {
    const description = values
      .map((value) => propertyOf(value, 'description'))
      .find((text) => typeof text === 'string');
    if (typeof description === 'string') return stepOfRefusal(description);
  }
  return undefined;
}

/** The value of `name=value` behind a `?` or `&`. */
function parameterOf(text: string, name: string): string | undefined {
  return new RegExp(`[?&]${name}=([^&\\s\\]]*)`).exec(text)?.[1];
}
