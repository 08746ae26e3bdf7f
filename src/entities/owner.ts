/** The one owner of everything while nobody has to say who they are. */
export const LOCAL_OWNER = 'local';
