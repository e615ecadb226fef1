export * from './access/principal';
export * from './auth.entities';
export type { AuthErrorCode } from './auth.errors';
export type { AccountErrorCode } from './managers/account.errors';
export * from './auth.module';
export { SetUpService } from './managers/set-up.service';
export type { ApiTokenIdentity } from './tokens/api-token';
export { TOKEN_REFUSALS } from './tokens/token-refusals';
export { ApiTokenService } from './tokens/api-token.service';
