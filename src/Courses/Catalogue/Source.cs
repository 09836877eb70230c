namespace Learning.Courses.Catalogue;

/// <summary>Where a statement of a lesson was published.</summary>
/// <param name="Id">The author's name for it, by which the text cites it: [@id].</param>
/// <param name="Line">Where the file declares it.</param>
public sealed record Source(string Id, string Title, string? Publisher, int? Year, string? Place, string? Url, int Line);
