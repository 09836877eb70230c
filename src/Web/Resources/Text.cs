namespace Learning.Web.Resources;

/// <summary>Names the one pair of files with every sentence of the interface: Text.resx (zh-CN) and Text.en.resx.</summary>
public sealed class Text;
