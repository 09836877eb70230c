using Learning.Courses;
using Learning.Courses.Catalogue;
using Learning.Courses.Questions;

namespace Learning.Web.Hosting;

/// <summary>The content folder, read once for the whole program, checked by every room that has something to say about a course.</summary>
public static class CourseContent
{
    public static IServiceCollection AddCourseContent(this IServiceCollection services, SiteSettings settings)
    {
        foreach (var check in typeof(Refusal).Assembly.GetExportedTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(ICourseCheck))))
        {
            services.AddSingleton(typeof(ICourseCheck), check);
        }

        services.AddSingleton(s => new ContentFolder(
            settings.ContentPath, s.GetServices<ICourseCheck>(), new Shelf(Path.Combine(settings.DataPath, "courses-last-good"))));
        services.AddSingleton<QuestionBanks>();
        return services.AddHostedService<ContentWatch>();
    }
}
