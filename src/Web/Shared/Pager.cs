using Microsoft.AspNetCore.WebUtilities;

namespace Learning.Web.Shared;

/// <summary>Model of the partial _Pager: where a long list stands. Pages are counted from 1; the other parts of the address stay.</summary>
public sealed record Pager(int Page, int PageSize, int Total)
{
    public int Pages => Math.Max(1, (Total + PageSize - 1) / PageSize);
    public int First => Total == 0 ? 0 : ((Page - 1) * PageSize) + 1;
    public int Last => Math.Min(Page * PageSize, Total);
    public bool HasPrevious => Page > 1;
    public bool HasNext => Page < Pages;

    public static string Address(HttpRequest request, int page)
    {
        var query = request.Query
            .Where(q => q.Key != "page")
            .SelectMany(q => q.Value, (q, value) => KeyValuePair.Create(q.Key, value))
            .Append(new("page", page.ToString()));
        return QueryHelpers.AddQueryString(request.PathBase + request.Path, query);
    }
}
