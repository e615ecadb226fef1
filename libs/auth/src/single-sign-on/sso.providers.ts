import { OidcClient } from './oidc.client';
import { SsoAccountService } from './sso-account.service';
import { SsoDesk } from './sso-desk';
import { SsoFlowRepository } from './sso-flow.repository';
import { SsoService } from './sso.service';

export const SSO_PROVIDERS = [OidcClient, SsoFlowRepository, SsoAccountService, SsoService, SsoDesk];
