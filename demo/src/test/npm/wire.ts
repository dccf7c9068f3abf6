import type {
    BulkChangelog as PublishedBulkChangelog,
    BulkChangelogRequest,
    BulkIssue,
    EnhancedSearchRequest,
    FieldDetails,
    IssueUpdateDetails,
    RemoteIssueLinkRequest,
    SearchAndReconcileResults as PublishedSearchResults,
    ServerInformation,
    StatusDetails,
    User,
} from "jira.js/version3/models";
import type { BulkFetchIssues } from "jira.js/version3/parameters";

/**
 * A type as it is on the wire: any field may be missing, because one asks for some of them, and any value may be null, which the
 * published description does not say. A field that the type does not know stays an error.
 */
type Wire<T> = T extends string | number | boolean | null | undefined ? T
    : T extends (infer E)[] ? Wire<E>[]
    : unknown extends T ? T
    : { [K in keyof T]?: Wire<T[K]> | null };

/** The description says text, but its own example shows epoch milliseconds, and so do real sites. */
type BulkChangelog = Omit<PublishedBulkChangelog, "issueChangeLogs"> & {
    issueChangeLogs?: (Omit<NonNullable<PublishedBulkChangelog["issueChangeLogs"]>[number], "changeHistories"> & {
        changeHistories?: (Omit<
            NonNullable<NonNullable<PublishedBulkChangelog["issueChangeLogs"]>[number]["changeHistories"]>[number],
            "created"
        > & { created?: number })[];
    })[];
};

/** Real sites tell the last page as well; the description does not. */
type SearchAndReconcileResults = PublishedSearchResults & { isLast?: boolean };
