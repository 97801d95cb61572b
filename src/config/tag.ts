/**
 * What a tag may be, in a header and in the configuration alike. Apart from the schema, so that a call loads no schema.
 * @module
 */
export const tagPattern = /^[\w.:/@+=-]{1,128}$/
