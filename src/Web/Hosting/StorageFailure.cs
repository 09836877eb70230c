using System.Data.Common;

namespace Learning.Web.Hosting;

/// <summary>Tells a database or disk that does not answer from a mistake of ours: the first is said as "not saved, try later".</summary>
public static class StorageFailure
{
    public static bool Is(Exception error) =>
        error is DbException or IOException or TimeoutException || (error.InnerException is { } inner && Is(inner));
}
