package org.herald.core.repo;

/** The repository's names, each in this one place. */
public final class Names {
    public static final String ROOT = "/var/herald";
    public static final String PROFILES = ROOT + "/profiles";
    public static final String WORKFLOW = ROOT + "/workflow";
    public static final String AUDIT = ROOT + "/audit";
    /** What profiles spent, and who takes a place of theirs now. */
    public static final String BUDGETS = ROOT + "/budgets";

    public static final String SHARES = ROOT + "/shares";
    public static final String NOTICES = ROOT + "/notices";
    public static final String FEEDS = ROOT + "/feeds";
    public static final String DOCUMENTS = ROOT + "/documents";
    public static final String INBOX = ROOT + "/inbox";
    public static final String HEALTH = ROOT + "/health";
    /** What is known of the rounds that collect. */
    public static final String COLLECT = ROOT + "/collect";
    /** What public articles show by reference: at the same path, by the article's identity, the hash of it. */
    public static final String INCLUDED = ROOT + "/included";

    /** Secrets of the CMS itself. */
    public static final String INSTALLATION = ROOT + "/installation";

    public static final String SIGN_INS = ROOT + "/signins";

    public static final String SETTINGS = "/conf/herald";

    public static final String PN_PRIMARY_TYPE = "jcr:primaryType";
    public static final String NT_PAGE = "sling:Page";
    public static final String PN_PUBLISHED = "sling:published";
    public static final String NT_UNSTRUCTURED = "nt:unstructured";
    public static final String NT_FOLDER = "herald:Folder";
    public static final String NT_PROFILE = "herald:Profile";
    public static final String NT_SHARE = "herald:Share";
    public static final String NT_VARIANT = "herald:Variant";
    public static final String NT_WORKFLOW = "herald:Workflow";
    public static final String NT_NOTICE = "herald:Notice";
    public static final String NT_AUDIT = "herald:Audit";
    public static final String NT_REPLY = "herald:Reply";
    public static final String NT_COMMENTS = "herald:Comments";
    public static final String NT_COMMENT = "herald:Comment";

    public static final String NN_AVATAR = "avatar";
    public static final String NN_SECRET = "secret";
    public static final String NN_COMMENTS = "comments";
    public static final String NN_CONTENT = "jcr:content";

    public static final String PN_ANSWERS = "herald:answers";
    public static final String PN_APPROVAL = "herald:approval";
    public static final String PN_APPROVAL_DAYS = "herald:approvalDays";
    public static final String PN_APPROVED_BY = "herald:approvedBy";
    public static final String PN_APPROVED_POSTS = "herald:approvedPosts";
    public static final String PN_APPROVED_REVISION = "herald:approvedRevision";
    public static final String PN_APPROVED_UNTIL = "herald:approvedUntil";
    public static final String PN_ARTICLE = "herald:article";
    public static final String PN_ARTICLE_PATH = "herald:articlePath";
    public static final String PN_ARTICLE_TITLE = "herald:articleTitle";
    public static final String PN_ASKED = "herald:asked";
    public static final String PN_AT = "herald:at";
    /** By what a profile's picture is known. */
    public static final String PN_AVATAR = "herald:avatar";

    public static final String PN_ATTACHMENT = "herald:attachment";
    public static final String PN_ATTEMPT = "herald:attempt";
    public static final String PN_ATTEMPTS = "herald:attempts";
    /** For whose approval a variant waited. */
    public static final String PN_AWAITS = "herald:awaits";

    public static final String PN_AUTHORS = "herald:authors";
    public static final String PN_AUTHOR_HANDLE = "herald:authorHandle";
    public static final String PN_AUTHOR_ID = "herald:authorId";
    public static final String PN_AUTHOR_NAME = "herald:authorName";
    public static final String PN_BACKGROUND = "herald:ground";
    public static final String PN_BEFORE = "herald:before";
    /** A profile with the days that a variant holds places of it on, or with what the variant waits for. */
    public static final String PN_BUDGET = "herald:budget";

    public static final String PN_BY = "herald:by";
    public static final String PN_CALLBACK = "herald:callback";
    public static final String PN_CARD_DESCRIPTION = "herald:cardDescription";
    public static final String PN_CARD_TITLE = "herald:cardTitle";
    public static final String PN_CHANGED_AT = "herald:changedAt";
    /** Stands on a budget that is another one than it was. */
    public static final String PN_CHANGED = "herald:changed";
    /** The profiles that a person chose. */
    public static final String PN_CHOSEN = "herald:chosen";

    public static final String PN_CIPHERTEXT = "herald:ciphertext";
    public static final String PN_CLAIMANT = "herald:claimant";
    public static final String PN_CLAIMED_AT = "herald:claimedAt";
    /** Profiles that were kept for some groups, and are deleted. */
    public static final String PN_CLOSED = "herald:closed";

    /** From which day on readers are not invited to answer, on the component that shows what they said. */
    public static final String PN_CLOSED_ON = "herald:closedOn";

    public static final String PN_COLLECTED_AT = "herald:collectedAt";
    public static final String PN_COLLECT_EVERY = "herald:collectEvery";
    public static final String PN_COLLECT_HEALTH = "herald:collectHealth";
    public static final String PN_COMMENT = "herald:comment";
    public static final String PN_CONNECTED = "herald:connected";
    /** When the profile was connected last: what was found out of its account before is over. */
    public static final String PN_CONNECTED_AT = "herald:connectedAt";

    public static final String PN_CHECKED_AT = "herald:checkedAt";
    public static final String PN_DAYS_LEFT = "herald:daysLeft";
    public static final String PN_ENDS_AT = "herald:endsAt";
    public static final String PN_FACTS = "herald:facts";
    public static final String PN_SUCCEEDED_AT = "herald:succeededAt";
    public static final String PN_CONTENT_HASH = "herald:seal";
    public static final String PN_CODE = "herald:code";
    public static final String PN_CREATED = "herald:created";
    public static final String PN_CURSOR = "herald:cursor";
    /** The days that something is shown on. */
    public static final String PN_DAYS = "herald:days";

    public static final String PN_DEADLINE = "herald:deadline";
    public static final String PN_DIGEST = "herald:digest";
    public static final String PN_ENABLED = "herald:enabled";
    /** Whose post failed, and on which day that person decided about it. */
    public static final String PN_FAILED_ON = "herald:failedOn";

    public static final String PN_FACETS = "herald:facets";
    public static final String PN_FAILURE = "herald:failure";
    /** A feed's token, as a hash. */
    public static final String PN_FEED_TOKEN = "herald:word";

    public static final String PN_FROM = "herald:from";
    public static final String PN_GATE = "herald:gate";
    public static final String PN_GOOD_DAYS = "herald:goodDays";
    public static final String PN_GOOD_TIMES = "herald:goodTimes";
    /** Who may share with a profile, as an earlier version of Herald kept it. */
    public static final String PN_GROUPS = "herald:groups";

    public static final String PN_HANDLE = "herald:handle";
    public static final String PN_HANDS = "herald:hands";
    public static final String PN_HEALTH = "herald:health";
    public static final String PN_HELD = "herald:held";
    public static final String PN_IDENTITY = "herald:identity";
    public static final String PN_IMAGE = "herald:image";
    public static final String PN_INCLUDES = "herald:includes";
    public static final String PN_KEYS = "herald:keys";
    public static final String PN_KNOWN = "herald:known";
    public static final String PN_LANGUAGE = "herald:language";
    /** Stands on a variant that an administrator sends over its budget. */
    public static final String PN_LET_THROUGH = "herald:letThrough";

    public static final String PN_LINK = "herald:link";
    public static final String PN_LISTED = "herald:listed";
    public static final String PN_LOOKERS = "herald:lookers";
    public static final String PN_LOOKUPS = "herald:lookups";
    /** A variant that may have been sent by a repository that is lost: it is looked up from here before it is sent. */
    public static final String PN_LOOK_SINCE = "herald:lookSince";

    /** What kind of answer a refusal deserves. */
    public static final String PN_KIND = "herald:kind";

    public static final String PN_MAIL = "herald:mail";
    public static final String PN_MAILED = "herald:mailed";
    public static final String PN_MAIL_LANGUAGE = "herald:mailLanguage";
    public static final String PN_MAIL_ZONE = "herald:mailZone";
    /** The files of a post, and what is attached to a comment. */
    /** What a person saw or dismissed. */
    public static final String PN_MARKS = "herald:marks";

    public static final String PN_MEDIA = "herald:media";
    public static final String PN_MEDIA_ALTS = "herald:mediaAlts";
    public static final String PN_MESSAGE = "herald:message";
    /** The minutes that something waits for; gone when nothing does. */
    public static final String PN_MINUTES = "herald:minutes";

    public static final String PN_MODERATORS = "herald:moderators";
    public static final String PN_MORE = "herald:more";
    public static final String PN_MOVES = "herald:moves";
    public static final String PN_MOVED_AT = "herald:movedAt";
    public static final String PN_EARLIER = "herald:earlier";
    public static final String PN_NAMED_BY = "herald:namedBy";
    public static final String PN_NETWORK = "herald:network";
    public static final String PN_NOTE = "herald:note";
    public static final String PN_NOT_BEFORE = "herald:notBefore";
    public static final String PN_ORDER = "herald:order";
    public static final String PN_OWN = "herald:own";
    public static final String PN_OWN_APPROVAL = "herald:ownApproval";
    public static final String PN_PARAMETERS = "herald:parameters";
    public static final String PN_PARENT = "herald:parent";
    public static final String PN_PARENT_ID = "herald:parentId";
    public static final String PN_PARENT_VERSION = "herald:parentVersion";
    public static final String PN_PARTS = "herald:parts";
    public static final String PN_PER_DAY = "herald:perDay";
    public static final String PN_PER_HOUR = "herald:perHour";
    public static final String PN_PER_MONTH = "herald:perMonth";
    /** What a variant takes of its profile's budget, one for each part. */
    public static final String PN_PLACES = "herald:places";

    /** Where an article's posts can be answered, on its comments. */
    public static final String PN_POSTS = "herald:posts";

    public static final String PN_POSTS_BY = "herald:postsBy";
    public static final String PN_PROFILE = "herald:profile";
    public static final String PN_PUBLISHED_AT = "herald:publishedAt";
    public static final String PN_PUBLISHERS = "herald:publishers";
    /** By what it is told that a comment is as it was sanitised. */
    public static final String PN_SANITIZED = "herald:sanitized";
    /** The order in which the comments of a page are read. */
    public static final String PN_READING_ORDER = "herald:readingOrder";

    public static final String PN_READ = "herald:read";
    public static final String PN_REASON = "herald:reason";
    public static final String PN_REMARK = "herald:remark";
    public static final String PN_REMOTE_ID = "herald:remoteId";
    public static final String PN_REMOTE_VERSION = "herald:remoteVersion";
    public static final String PN_REQUEST = "herald:request";
    public static final String PN_REVIEWERS = "herald:reviewers";
    /** The other shares that were recorded with one. */
    public static final String PN_ROUNDS = "herald:rounds";

    public static final String PN_ROOT_ID = "herald:rootId";
    public static final String PN_ROOT_VERSION = "herald:rootVersion";
    public static final String PN_SAID = "herald:said";
    public static final String PN_SEEN_BEFORE = "herald:seenBefore";
    public static final String PN_SENT_AT = "herald:sentAt";
    public static final String PN_SENT_BY = "herald:sentBy";
    public static final String PN_SENT_ON = "herald:sentOn";
    public static final String PN_SERVER = "herald:server";
    public static final String PN_SESSION = "herald:session";
    public static final String PN_CANDIDATES = "herald:candidates";
    public static final String PN_RENEWING = "herald:renewing";
    public static final String PN_RENEWING_UNTIL = "herald:renewingUntil";
    public static final String PN_SHARE = "herald:share";
    public static final String PN_SIGNATURE = "herald:signature";
    public static final String PN_SIGNATURE_KEY = "herald:sealKey";
    public static final String PN_SITE = "herald:site";
    public static final String PN_SITES = "herald:sites";
    public static final String PN_SITE_DAY = "herald:siteDay";
    public static final String PN_SITE_MONTH = "herald:siteMonth";
    public static final String PN_SITE_TITLE = "herald:siteTitle";

    public static final String PN_STAGE = "herald:stage";
    public static final String PN_STATE = "herald:state";
    public static final String PN_SUBMITTERS = "herald:submitters";
    public static final String PN_TEMPLATES = "herald:templates";
    public static final String PN_TEXT = "herald:text";
    public static final String PN_THREAD_URL = "herald:threadUrl";
    public static final String PN_TICKET = "herald:ticket";
    public static final String PN_TITLE = "herald:title";
    public static final String PN_TO = "herald:to";
    public static final String PN_TOLD = "herald:told";
    public static final String PN_TONE = "herald:tone";
    public static final String PN_TOUCH = "herald:touch";
    /** What a post's link can be recognised by. */
    public static final String PN_TRACKING_TOKEN = "herald:word";
    /** A random token that each move of a variant writes anew: who moves it next shows what was read. */
    public static final String PN_TURN = "herald:turn";

    public static final String PN_TYPE = "herald:type";
    public static final String PN_UNDO_SECONDS = "herald:undoSeconds";
    /** Until when a share can be taken back as a whole. */
    public static final String PN_UNDO_UNTIL = "herald:undoUntil";
    /** Whether posts of a public article are to be handed on now. */
    public static final String PN_UNSENT = "herald:unsent";

    public static final String PN_URL = "herald:url";
    public static final String PN_VALUES = "herald:values";
    public static final String PN_VISIBILITY = "herald:visibility";
    /** Stands on the comments of a page as long as its renderers do not have them as they are. */
    public static final String PN_WAITING = "herald:waiting";

    public static final String PN_WAITS_FOR = "herald:waitsFor";
    /** Stands on a budget as long as what waits for it is to be looked at again. */
    public static final String PN_WAKE = "herald:wake";

    /** Whether readers saw a post's article when it was decided. */
    public static final String PN_WAS_PUBLIC = "herald:wasPublic";

    public static final String PN_WARNED = "herald:warned";
    /** What the author of a reply set before it. */
    public static final String PN_WARNING = "herald:warning";

    public static final String PN_WHAT = "herald:what";
    public static final String PN_ZONE = "herald:zone";

    /** Privilege to share; asked on the profile. */
    public static final String PRIVILEGE_SHARE = "herald:share";
    /** Privilege to review and answer; asked on the inbox. */
    public static final String PRIVILEGE_REVIEW = "herald:review";
    /** Privilege to share what somebody else approves; asked on the profile. */
    public static final String PRIVILEGE_SUBMIT = "herald:submit";
    /** Privilege to connect and change profiles; asked on the folder of profiles. */
    public static final String PRIVILEGE_ADMINISTER = "herald:administer";

    public static final String PN_ADDRESSES = "herald:addresses";
    /** By what it is seen that the password is still the one that the feed was opened with. */
    public static final String PN_CREDENTIAL = "herald:credential";
    /** What a connector learned of the profile's server. */
    public static final String PN_LESSON = "herald:lesson";

    private Names() {}
}
