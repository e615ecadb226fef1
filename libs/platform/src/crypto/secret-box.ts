import { Inject, Injectable } from '@nestjs/common';
import type { Environment } from '../env/environment';
import { ENVIRONMENT } from '../platform.tokens';
import { AppSecretFile } from './app-secret-file';
import { keyIdOf, openWith, sealWith } from './sealed-text';
import { SecretUnreadableError } from './secret-box.errors';
import { type SecretKey, secretKeyOf } from './secret-key';

/**
 * Keeps secrets that must be used again, such as those of OAuth2 clients: AES-256-GCM under a key that is not in the
 * database. Each sealed text names its key, so that several can be in use while one takes the place of another.
 *
 * The key comes from `APP_SECRET`, else from a file that is generated at the first sealing. What was sealed with an
 * earlier one (`APP_SECRET_PREVIOUS`, or the generated file) opens all the same.
 */
@Injectable()
export class SecretBox {
  private readonly file: AppSecretFile;
  /** Deriving takes longer than opening. */
  private readonly keys = new Map<string, SecretKey>();

  constructor(
    @Inject(ENVIRONMENT)
    private readonly environment: Pick<Environment, 'appSecret' | 'previousAppSecrets' | 'dataDir'>,
  ) {
    this.file = new AppSecretFile(environment.dataDir);
  }

  /**
   * @param context where the text is kept, such as `setting:pushClientSecret`: it opens nowhere else
   * @throws AppSecretUnusableError when no key can be had
   */
  seal(text: string, context: string): string {
    return sealWith(this.keyOf(this.environment.appSecret ?? this.file.readOrMake()), text, context);
  }

  /** @throws SecretUnreadableError when the key is another one, or the text is damaged */
  open(sealed: string, context: string): string {
    const keyId = keyIdOf(sealed);
    if (keyId === undefined) throw new SecretUnreadableError('damaged');
    const key = this.find(keyId);
    if (!key) throw new SecretUnreadableError('other_key');
    const text = openWith(key, sealed, context);
    if (text === undefined) throw new SecretUnreadableError('damaged');
    return text;
  }

  /** Whether it is sealed with the key that new texts are sealed with. */
  isCurrent(sealed: string): boolean {
    const secret = this.environment.appSecret ?? this.file.read().current;
    return secret !== undefined && keyIdOf(sealed) === this.keyOf(secret).id;
  }

  /** Another process may have generated the key, or another one, since we last looked. */
  private find(keyId: string): SecretKey | undefined {
    const isWanted = ({ id }: SecretKey) => id === keyId;
    const { appSecret, previousAppSecrets } = this.environment;
    const told = [appSecret, ...previousAppSecrets].filter((secret) => secret !== undefined);
    const known = told.map((secret) => this.keyOf(secret)).find(isWanted);
    if (known) return known;
    const { current, previous } = this.file.read();
    const kept = [current, ...previous].filter((secret) => secret !== undefined);
    return kept.map((secret) => this.keyOf(secret)).find(isWanted);
  }

  private keyOf(secret: string): SecretKey {
    const key = this.keys.get(secret) ?? secretKeyOf(secret);
    this.keys.set(secret, key);
    return key;
  }
}
