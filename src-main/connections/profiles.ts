import { loadSharedConfigFiles } from '@smithy/core/config'

export interface Profile {
  name: string
  region?: string
}

/**
 * Names and regions of the profiles in the AWS `config` and `credentials` files (or where `AWS_CONFIG_FILE` and
 * `AWS_SHARED_CREDENTIALS_FILE` point). Reads names only and never writes those files.
 */
export async function listProfiles(): Promise<Profile[]> {
  const { configFile, credentialsFile } = await loadSharedConfigFiles({ ignoreCache: true })
  // config holds other sections too, such as `sso-session.main`; the loader joins their parts with a dot
  const inConfig = Object.keys(configFile).filter((name) => !/^(sso-session|services)\./.test(name))
  const names = new Set([...inConfig, ...Object.keys(credentialsFile)])
  return [...names].sort().map((name) => {
    const region = configFile[name]?.['region'] ?? credentialsFile[name]?.['region']
    return region === undefined ? { name } : { name, region }
  })
}
